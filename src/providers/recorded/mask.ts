import type { Evidence, Facets } from '../../evidence/index.ts';
import { maskerOfGuids } from './mask-azure.ts';
import { maskProjects } from './mask-gcs.ts';

/** W&B's own accounts stay: who else has access is what the verdicts are about. */
const wellKnown: ReadonlySet<string> = new Set(['725579432336', '830241207209']);

/** Twelve digits that stand alone; ids of keys and users are matched first, because digits in them are no account. */
const candidates = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32,}|(?<![0-9])[0-9]{12}(?![0-9])/gi;

/**
 * Replaces every AWS account id by a made-up one, every project of Google Cloud by number and id, and every subscription, tenant
 * and identity of Azure, the same everywhere in one piece of evidence. Names of targets and ids of keys keep their digits, so
 * that the recording still says what was audited.
 */
export function maskAccounts<E extends Evidence>(evidence: E): E {
  const masks = new Map<string, string>();
  const maskOf = (id: string): string => {
    if (wellKnown.has(id)) return id;
    const mask = masks.get(id) ?? String(masks.size + 1).padStart(12, '0');
    masks.set(id, mask);
    return mask;
  };
  const projects = new Map<string, string>();
  const maskProject = (project: string): string => {
    if (/^[0-9]+$/.test(project)) return maskOf(project);
    const mask = projects.get(project) ?? `masked-project-${projects.size + 1}`;
    projects.set(project, mask);
    return mask;
  };
  const numbers = numbersOf(evidence);
  const names = [evidence.target.bucket, ...(evidence.target.prefix === undefined ? [] : [evidence.target.prefix])].filter(
    (name) => /[0-9]{12}/.test(name),
  );
  const isAccount = (match: string): boolean => match.length === 12 && !isMask(match);
  const isMask = (match: string): boolean => evidence.provider === 'gcs' && [...masks.values()].includes(match);
  const isAzure = evidence.provider === 'azure' || evidence.provider === 'azure-ai';
  const maskGuids = isAzure ? maskerOfGuids(evidence) : undefined;
  const maskText = (text: string): string => {
    if (maskGuids !== undefined) return maskGuids(text);
    if (numbers.has(text)) return maskOf(text);
    return outside(names, text, (part) =>
      (evidence.provider === 'gcs' ? maskProjects(part, maskProject) : part).replace(candidates, (match) =>
        isAccount(match) ? maskOf(match) : match,
      ),
    );
  };
  const masked = (value: unknown, isDocument = false): unknown => {
    if (typeof value === 'string') return maskText(value);
    if (isDocument && isAccountNumber(value)) return maskText(String(value));
    if (Array.isArray(value)) return value.map((item) => masked(item, isDocument));
    if (typeof value !== 'object' || value === null) return value;
    // A condition can have an account id as a key, and a policy document must stay equal to its text.
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) =>
        !isDocument && key === 'Policy' && typeof member === 'string'
          ? [key, maskText(withQuotedAccounts(member))]
          : [maskText(key), masked(member, isDocument || key === 'document')],
      ),
    );
  };
  const { declared, facets, target } = evidence;
  return {
    ...evidence,
    // The id of a resource is its name as well as the place of its subscription.
    ...(isAzure ? { target: masked(target) } : {}),
    ...(declared === undefined ? {} : { declared: masked(declared) }),
    facets: masked(facets),
  };
}

const isAccountNumber = (value: unknown): boolean => typeof value === 'number' && /^[0-9]{12}$/.test(String(value));

/** A policy's text with account ids as strings where they were written as numbers: a made-up id begins with zeros, as no number can. */
const withQuotedAccounts = (policy: string): string =>
  policy.trimStart().startsWith('{')
    ? policy.replace(/"(?:[^"\\]|\\.)*"|(?<![\d.eE+-])([0-9]{12})(?![\d.eE])/g, (found, id: string | undefined) =>
        id === undefined ? found : `"${id}"`,
      )
    : policy;

/** Applies a change to the parts of a text that are none of the names. */
function outside(names: readonly string[], text: string, change: (part: string) => string): string {
  const [name, ...others] = names;
  if (name === undefined) return change(text);
  return text
    .split(name)
    .map((part) => outside(others, part, change))
    .join(name);
}

/** The number of the bucket's project, which need not have twelve digits. */
function numbersOf({ provider, facets }: Evidence): ReadonlySet<string> {
  if (provider !== 'gcs') return new Set();
  const { bucket }: Facets<'gcs'> = facets;
  return new Set(bucket?.state === 'present' && bucket.value.projectNumber !== undefined ? [bucket.value.projectNumber] : []);
}
