import { and, or, type Ternary } from '../../ternary.ts';
import type { Clause } from '../document/model.ts';
import { literalText } from '../pattern/glob.ts';
import { parseRange, publicOutside } from '../pattern/ip.ts';
import type { Possibility } from '../request/request.ts';
import { evaluateOne } from './condition.ts';

/** What strangers find when they come: the account and region of the key or bucket, and the time of the recording. */
export interface OpenResource {
  readonly owner: string | undefined;
  readonly region: string | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** A value of a stranger's choice, as far as the glob leaves one, or one that they have. */
type Own = Possibility | { readonly chosen: string };

/** No account of AWS has this number. */
const account = '000000000000';
const anything: readonly Own[] = [null, { chosen: '*' }];

/** A call of their own, or one that a service of AWS makes for them. */
type Way = 'direct' | 'through-service';
const ways: readonly Way[] = ['direct', 'through-service'];

/**
 * What a condition key is in requests of an account that is nobody's; key in lower case. Undefined when that is not known.
 * Who they are is given to them; how they come, what they send and how their own identities are tagged is their choice.
 */
function own(key: string, way: Way, { owner, region, now }: OpenResource): readonly Own[] | undefined {
  switch (key) {
    case 'aws:principalaccount':
    case 'kms:calleraccount':
      return [account];
    case 'aws:principalarn':
      return [{ chosen: `arn:aws:iam::${account}:role/?*` }, { chosen: `arn:aws:iam::${account}:user/?*` }];
    case 'aws:principalorgid':
      return [null, 'o-0000000000'];
    case 'aws:principalorgpaths':
      return [null, 'o-0000000000/r-0000/'];
    case 'aws:userid':
      return [{ chosen: 'AROA00000000000000000:?*' }, 'AIDA00000000000000000'];
    case 'aws:principalisawsservice':
      return ['false'];
    case 'aws:sourcevpc':
      return [null, 'vpc-0fffffffffffffff0'];
    case 'aws:sourcevpce':
      return [null, 'vpce-0fffffffffffffff0'];
    case 'aws:vpceaccount':
      return [null, account];
    case 'aws:vpceorgid':
      return [null, 'o-0000000000'];
    case 'aws:sourceaccount':
    case 'aws:sourceowner':
      return [null, account];
    case 'aws:sourcearn':
      return [null, { chosen: `arn:aws:s3:::?*` }, { chosen: `arn:aws:*:*:${account}:?*` }];
    case 'aws:resourceaccount':
    case 's3:resourceaccount':
    case 'kms:resourceaccount':
      return owner === undefined ? undefined : [owner];
    case 'aws:requestedregion':
      return region === undefined ? undefined : [region];
    case 'aws:currenttime':
      return [new Date(now).toISOString()];
    case 'aws:epochtime':
      return [String(Math.floor(now / 1000))];
    case 'aws:viaawsservice':
      return [way === 'direct' ? 'false' : 'true'];
    case 'kms:viaservice':
      return way === 'direct' ? [null] : [{ chosen: '?*.amazonaws.com' }];
    case 'aws:securetransport':
      return ['true', 'false'];
    case 'aws:multifactorauthpresent':
      return [null, 'true', 'false'];
    case 'aws:principaltype':
      return ['AssumedRole', 'User', 'Account'];
  }
  const isOfTheirs =
    /^(?:kms:encryptioncontext|aws:principaltag\/|aws:requesttag\/|aws:calledvia)/.test(key) || ofTheRequest.has(key);
  return isOfTheirs ? anything : undefined;
}

/** What they send: none of it says who they are. */
const ofTheRequest = new Set([
  'aws:multifactorauthage',
  'aws:referer',
  'aws:tagkeys',
  'aws:tokenissuetime',
  'aws:useragent',
  'aws:username',
  'aws:vpcsourceip',
  's3:authtype',
  's3:delimiter',
  's3:max-keys',
  's3:prefix',
  's3:signatureage',
  's3:signatureversion',
  's3:tlsversion',
]);

/** Whether somebody whom the policy does not know meets the conditions of a statement for everybody. */
export function strangersMeet(clauses: readonly Clause[], reached: OpenResource): Ternary {
  return ways.map((way) => clauses.map((clause) => meets(clause, way, reached)).reduce(and, 'true')).reduce(or, 'false');
}

function meets(clause: Clause, way: Way, reached: OpenResource): Ternary {
  const { lowerKey, comparison, negated, values } = clause;
  if (lowerKey === 'aws:sourceip' && comparison === 'ip') return comesFrom(values.map(literalText), negated);
  if (lowerKey === 'aws:sourceip' && comparison !== 'null') return 'unknown';
  if (values.some(({ variables }) => variables.length > 0)) return 'unknown';
  const options = lowerKey === 'aws:sourceip' ? anything : own(lowerKey, way, reached);
  if (options === undefined) return 'unknown';
  return options.map((option) => evaluateOption(clause, option)).reduce(or, 'false');
}

/** What they choose matches wherever it can. */
function evaluateOption(clause: Clause, option: Own): Ternary {
  if (option === null || typeof option === 'string' || !('chosen' in option)) return evaluateOne(clause, clause.values, option);
  const answer = evaluateOne(clause, clause.values, { like: option.chosen });
  return answer === 'unknown' ? 'true' : answer;
}

/**
 * Strangers come from any public address; a narrow block names networks of somebody. How wide is too wide is S3's own
 * measure (S3 user guide, the meaning of "public").
 */
function comesFrom(blocks: readonly string[], negated: boolean): Ternary {
  if (negated) return publicOutside(blocks) === undefined ? 'false' : 'true';
  const isWide = blocks
    .map(parseRange)
    .some((range) => range !== undefined && range.special === undefined && range.prefix < (range.width === 32 ? 8 : 32));
  return isWide || publicOutside(blocks) === undefined ? 'true' : 'false';
}
