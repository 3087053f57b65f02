import { performance } from 'node:perf_hooks';
import { readPolicy } from '../src/policy/aws/document/document.ts';
import { parseIdentity } from '../src/policy/aws/document/identity.ts';
import { allowAnswers, allowedSomewhere, denyAnswers } from '../src/policy/aws/verdict/grants.ts';
import type { Asking } from '../src/policy/aws/verdict/evaluate.ts';
import { bucketNeeds, overGrantNeeds, type Need } from '../src/policy/aws/request/needs.ts';
import { bucketScopes, type Scope } from '../src/policy/aws/request/scope.ts';
import { wandbPrincipals } from '../src/requirements/aws.ts';
import { bucketStatement, deny, tlsDeny, type Json } from '../test/policy/support.ts';
import { median, ratio, type Row } from './measure.ts';

interface Sample {
  readonly name: string;
  readonly statements: readonly Json[];
  /** Milliseconds. */
  readonly goal: number;
  /** Evaluations in one round, so that a round is long enough to be timed. */
  readonly times: number;
}

const arn = (rest: string): string => `arn:aws:s3:::acme${rest}`;
const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n);
const grant = bucketStatement(wandbPrincipals['multi-tenant']);

/** Teams with a folder each, as large policies are. */
const teams = numbers(45).map((n): Json => ({
  Sid: `Team${n}`,
  Effect: n % 9 === 0 ? 'Deny' : 'Allow',
  Principal: { AWS: n % 9 === 0 ? '*' : `arn:aws:iam::111122223333:role/team-${n}` },
  Action: ['s3:GetObject', 's3:GetObjectTagging', 's3:PutObject', 's3:ListBucket'],
  Resource: numbers(4).map((m) => arn(`/teams/team-${n}/folder-${m}/*`)),
  Condition: { [n % 9 === 0 ? 'StringNotEquals' : 'StringEquals']: { 'aws:PrincipalOrgID': ['o-0123456789', `o-${n}`] } },
}));
const wildcards = (n: number): string => arn(`/*${n % 10}*${n % 7}?????${n % 9}*${n % 3}*?????x`);

const samples: readonly Sample[] = [
  { name: 'a usual policy', statements: [grant, tlsDeny], goal: 0.1, times: 50 },
  { name: 'a policy of 20 KB', statements: [grant, tlsDeny, ...teams], goal: 5, times: 4 },
  {
    name: 'no statement that covers every object',
    statements: [{ ...grant, Resource: [arn(''), arn('/?'), arn('/??*')] }, tlsDeny, deny({ Resource: arn('/private/*') })],
    goal: 1,
    times: 20,
  },
  {
    name: 'hostile: wildcards in one resource',
    statements: [
      { ...grant, Resource: [arn(''), arn(`/${'*a?'.repeat(2500)}`), arn('/*b')] },
      deny({ Resource: arn(`/${'*?'.repeat(2500)}`) }),
    ],
    goal: 200,
    times: 1,
  },
  {
    name: 'hostile: complements in 75 statements',
    statements: numbers(75).map((n) =>
      n % 2 === 0
        ? { ...grant, Sid: `${n}`, Action: 's3:*', Resource: undefined, NotResource: [wildcards(n), wildcards(n + 1)] }
        : deny({ Sid: `${n}`, Resource: undefined, NotResource: [arn('*'), wildcards(n)] }),
    ),
    goal: 200,
    times: 1,
  },
  {
    name: 'hostile: conditions',
    statements: [
      grant,
      ...numbers(10).map((n) =>
        deny({
          Sid: `${n}`,
          Condition: Object.fromEntries(
            ['StringNotLike', 'ForAllValues:StringNotLike'].map((operator) => [
              operator,
              Object.fromEntries(numbers(5).map((m) => [`aws:PrincipalTag/${m}`, numbers(15).map((v) => `*${v}*a*b*`)])),
            ]),
          ),
        }),
      ),
    ],
    goal: 200,
    times: 1,
  },
];

function asking(): Asking {
  const identity = parseIdentity(wandbPrincipals['multi-tenant']);
  if (identity === undefined) throw new Error('not an identity');
  return { identity, operator: 'wandb', owner: '111122223333', region: 'us-east-1', now: 0 };
}

/** Everything that the checks ask of one bucket policy. */
function judge(text: string, who: Asking): number {
  const policy = readPolicy(text);
  if (!policy.ok) throw new Error(policy.problem);
  const { statements } = policy;
  const { bucket, object } = bucketScopes('aws', 'acme', undefined, statements);
  const scopeOf = ({ on }: Need): Scope => (on === 'bucket' ? bucket : object);
  return (
    allowAnswers(statements, bucketNeeds, who, scopeOf).length +
    denyAnswers(statements, bucketNeeds, who, scopeOf).length +
    allowedSomewhere(statements, overGrantNeeds, who, scopeOf).length
  );
}

function timed(texts: readonly string[], work: (text: string) => unknown): number {
  const start = performance.now();
  for (const text of texts) work(text);
  return (performance.now() - start) / texts.length;
}

/** Milliseconds of one evaluation in this process, beside JSON.parse of the same text. Every text is new: nothing is remembered. */
export function policies(rounds: number): Promise<readonly Row[]> {
  const who = asking();
  let id = 0;
  const rows = samples.map(({ name, statements, goal, times }): Row => {
    const own: number[] = [];
    const floor: number[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const texts = numbers(times).map(() =>
        JSON.stringify({ Version: '2012-10-17', Id: `${(id += 1)}`, Statement: statements }),
      );
      const parsing = timed(texts, (text) => JSON.parse(text));
      const judging = timed(texts, (text) => judge(text, who));
      if (round > 0) {
        floor.push(parsing);
        own.push(judging);
      }
    }
    const size = Math.round(JSON.stringify(statements).length / 100) / 10;
    return {
      step: `${name}, ${size} KB`,
      milliseconds: median(own),
      floor: 'JSON.parse of the same text',
      ratio: ratio(own, floor),
      goal: `<= ${goal} ms`,
    };
  });
  return Promise.resolve(rows);
}
