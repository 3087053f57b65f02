import { bucketArn, keyArn, listOf, wandb, type Policy, type Situation, type Written } from './policies.ts';

/**
 * A second, naive evaluator: regular expressions, sets of concrete requests and short object keys, one after
 * the other. It shares no line with the code under test and knows only what the generators write.
 */

/** One concrete request: absent keys are undefined. */
export interface Concrete {
  readonly identity: string;
  readonly account: string;
  readonly keys: Readonly<Record<string, string | undefined>>;
}

const identities: Readonly<Record<'dedicated' | 'multi-tenant', readonly string[]>> = {
  'multi-tenant': [wandb['multi-tenant']],
  dedicated: ['arn:aws:iam::830241207209:role/node', 'arn:aws:iam::830241207209:role/other'],
};

/** Requests that W&B may send through a channel; many, not all. */
export function concreteRequests({ deployment = 'dedicated' }: Situation, channel: string): readonly Concrete[] {
  const networks =
    channel === 'presigned' || channel === 'presigned-via-s3'
      ? [
          { 'aws:sourceip': '8.8.4.7' },
          { 'aws:sourceip': '9.9.9.7' },
          { 'aws:sourceip': '3.3.3.3' },
          { 'aws:sourcevpce': 'vpce-0123456789abcdef0' },
          { 'aws:sourcevpce': 'vpce-0aaaaaaaaaaaaaaaa' },
        ]
      : [{ 'aws:sourceip': '8.8.4.7' }, { 'aws:sourceip': '9.9.9.7' }, { 'aws:sourceip': '3.3.3.3' }];
  const ages = channel === 'presigned' ? ['0', '3600000'] : ['0'];
  return identities[deployment].flatMap((identity) =>
    networks.flatMap((network) =>
      ages.map((age): Concrete => {
        const account = identity.split(':')[4] ?? '';
        return {
          identity,
          account,
          keys: {
            ...network,
            'aws:securetransport': 'true',
            'aws:principalarn': identity,
            'aws:principalaccount': account,
            'kms:calleraccount': account,
            's3:authtype': channel === 'presigned' ? 'REST-QUERY-STRING' : 'REST-HEADER',
            's3:signatureage': age,
            'kms:viaservice': channel.endsWith('via-s3') ? 's3.eu-central-1.amazonaws.com' : undefined,
          },
        };
      }),
    ),
  );
}

const letters = ['a', 'b', '/', '.'];
const words = (length: number): readonly string[] =>
  length === 0 ? [''] : words(length - 1).flatMap((word) => letters.map((letter) => word + letter));

/** Short keys in full, and some in and beside the folders that the generators name. */
export function concreteArns(on: 'bucket' | 'object' | 'key', prefix?: string): readonly string[] {
  if (on === 'key') return [keyArn];
  if (on === 'bucket') return [bucketArn];
  const keys = [
    ...words(1),
    ...words(2),
    ...words(3),
    'private/a',
    'private/ab.c',
    'team/a',
    'team/b.a',
    'team/private/a',
    'zz/zz',
  ];
  return keys.map((key) => `${bucketArn}/${prefix === undefined ? '' : `${prefix}/`}${key}`);
}

const patterns = new Map<string, RegExp>();
function matches(pattern: string, text: string, flags = ''): boolean {
  const id = `${flags}${pattern}`;
  let found = patterns.get(id);
  if (found === undefined) {
    const source = pattern
      .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
      .replaceAll('*', '.*')
      .replaceAll('?', '.');
    patterns.set(id, (found = new RegExp(`^${source}$`, flags)));
  }
  return found.test(text);
}

function names(principal: NonNullable<Written['Principal']>, { identity, account }: Concrete): boolean {
  if (principal === '*') return true;
  return listOf(principal['AWS']).some((one) => ['*', account, `arn:aws:iam::${account}:root`, identity].includes(one));
}

function holds(operator: string, actual: string | undefined, values: readonly string[]): boolean {
  const base = operator.replace(/IfExists$/, '');
  if (base === 'Null') return values.includes(String(actual === undefined));
  const negated = base.includes('Not');
  if (actual === undefined) return negated || base !== operator;
  const one = (value: string): boolean => {
    switch (base.replace('Not', '')) {
      case 'IpAddress':
        return value === '10.0.0.0/8' ? actual.startsWith('10.') : actual.startsWith(value.replace(/0\/24$/, ''));
      case 'NumericGreaterThan':
        return Number(actual) > Number(value);
      case 'ArnEquals':
      case 'ArnLike':
      case 'StringLike':
        return matches(value, actual);
      default:
        return value === actual;
    }
  };
  return values.some(one) !== negated;
}

/** Whether the (Not)Action of a statement takes in the action. */
export const namesAction = ({ Action, NotAction }: Written, action: string): boolean =>
  listOf(Action ?? NotAction).some((pattern) => matches(pattern, action, 'i')) === (Action !== undefined);

function applies(statement: Written, request: Concrete, action: string, arn: string): boolean {
  const { Principal, NotPrincipal, Resource, NotResource, Condition = {} } = statement;
  if (Principal === undefined ? NotPrincipal === undefined || names(NotPrincipal, request) : !names(Principal, request))
    return false;
  if (!namesAction(statement, action)) return false;
  if (listOf(Resource ?? NotResource).some((pattern) => matches(pattern, arn)) === (Resource === undefined)) return false;
  return Object.entries(Condition).every(([operator, block]) =>
    Object.entries(block).every(([key, values]) => holds(operator, request.keys[key.toLowerCase()], listOf(values))),
  );
}

/** Whether one request for one ARN is granted: some Allow applies and no Deny does. */
export function isGranted(policy: Policy, request: Concrete, action: string, arn: string): boolean {
  const applying = policy.filter((statement) => applies(statement, request, action, arn));
  return applying.length > 0 && applying.every(({ Effect }) => Effect === 'Allow');
}
