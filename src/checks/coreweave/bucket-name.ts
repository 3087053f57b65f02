import { defineCoreweaveCheck, fail, pass } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';
import { coreweaveReservedNames } from '../../requirements/coreweave.ts';

/** What CoreWeave does not take in a name; undefined when it takes the name. */
function flawOf(name: string): string | undefined {
  if (name.length < 3 || name.length > 63) return `has ${name.length} characters, and a name has 3 to 63`;
  if (!/^[a-z0-9-]+$/.test(name)) return 'holds something else than lowercase letters, digits and hyphens';
  if (name.startsWith('-') || name.endsWith('-')) return 'begins or ends with a hyphen';
  const { beginnings, whole } = coreweaveReservedNames;
  const reserved = beginnings.find((beginning) => name.startsWith(beginning));
  if (reserved !== undefined) return `begins with ${reserved}, which CoreWeave keeps for itself`;
  return whole.some((one) => one === name) ? 'is one that CoreWeave keeps for itself' : undefined;
}

export const bucketName = defineCoreweaveCheck({
  id: 'coreweave/bucket-name',
  title: 'The name of the bucket is one that CoreWeave and W&B take',
  severity: 'medium',
  rationale: 'The name becomes a part of the host name of the bucket, and CoreWeave keeps some names for itself.',
  remediation: 'Create a bucket whose name has 3 to 63 lowercase letters, digits and hyphens; a bucket cannot be renamed.',
  source: [{ document: 'D-2026S', edition: '2026-02' }],
  rows: ['CW-10'],
  tags: ['existence'],
  requires: [],
  evaluate: (_facts, { target }) => {
    const flaw = flawOf(target.bucket);
    return flaw === undefined
      ? pass('the name has lowercase letters, digits and hyphens only, and is not reserved')
      : fail(`the name ${printable(target.bucket)} ${flaw}`, {
          fix: { summary: 'Create a bucket with a name of lowercase letters, digits and hyphens' },
        });
  },
});
