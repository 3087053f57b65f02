import { rawStatements } from '../document/documented.ts';
import { isNetworkKey } from '../request/keys.ts';
import type { Statement } from '../document/model.ts';

type Raw = Readonly<Record<string, unknown>>;
const isRaw = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a carve-out makes of one statement of a policy. */
interface CarveOut {
  readonly present: Raw;
  readonly excepted: Raw;
  /** A statement that the policy does not have yet. */
  readonly presigned: Raw;
}

/**
 * An exception for one account in a network restriction, and a second statement that restricts every pre-signed request
 * to the same networks: together they let in W&B's servers, and nobody with a leaked URL.
 * @param text a policy that `readPolicy` accepted
 * @returns undefined when the statement is not of a shape that can be rewritten safely
 */
export function carveOut(text: string, { index, principal }: Statement, account: string): CarveOut | undefined {
  const raw = rawStatements(text).statements[index];
  if (!isRaw(raw) || !isRaw(raw['Condition']) || principal.negated) return undefined;
  const condition = raw['Condition'];
  const excepted = { ...raw, Condition: excepting(condition, account) };
  return { present: raw, excepted, presigned: { ...raw, Sid: 'DenyPresignedElsewhere', Condition: presignedOnly(condition) } };
}

function excepting(condition: Raw, account: string): Raw {
  const block = isRaw(condition['StringNotEquals']) ? condition['StringNotEquals'] : {};
  const name = Object.keys(block).find((key) => key.toLowerCase() === 'aws:principalaccount') ?? 'aws:PrincipalAccount';
  const present: unknown = block[name];
  const accounts = new Set<unknown>([...listOf(present), account]);
  return { ...condition, StringNotEquals: { ...block, [name]: accounts.size === 1 ? account : [...accounts] } };
}

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? (value as readonly unknown[]) : value === undefined ? [] : [value];

/** The network conditions alone, for requests with a pre-signed URL. */
function presignedOnly(condition: Raw): Raw {
  const kept = Object.entries(condition).flatMap(([operator, block]): [string, Raw][] => {
    const keys = isRaw(block) ? Object.entries(block).filter(([key]) => isNetworkKey(key.toLowerCase())) : [];
    return keys.length === 0 ? [] : [[operator, Object.fromEntries(keys)]];
  });
  const rest = Object.fromEntries(kept);
  const block = isRaw(rest['StringEquals']) ? rest['StringEquals'] : {};
  return { ...rest, StringEquals: { ...block, 's3:authType': 'REST-QUERY-STRING' } };
}
