import { defineAwsCheck, fail, notApplicable, pass } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';

/** What is wrong with a prefix, in words; undefined when it is well formed. */
function flawOf(prefix: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(prefix)) return 'is a URL';
  if (prefix.startsWith('/')) return 'starts with a slash';
  if (prefix.endsWith('/')) return 'ends with a slash';
  if (prefix.includes('//')) return 'has an empty segment';
  return undefined;
}

export const prefix = defineAwsCheck({
  id: 'aws/prefix',
  title: 'The path inside the bucket is a plain path without slashes at its ends',
  severity: 'low',
  rationale:
    'Some W&B charts trim one slash and some trim none, so such a path can name another place than the one that was meant.',
  remediation: 'Write the path as `segment/segment`, without a scheme and without a slash at either end.',
  source: [{ document: 'D-2026S', edition: '2026-02' }, { document: 'HELM', quote: 'trimSuffix "/"' }, { document: 'OP' }],
  rows: ['GEN-09'],
  tags: ['existence'],
  requires: [],
  evaluate: (_facts, { target }) => {
    if (target.prefix === undefined || target.prefix === '') return notApplicable('W&B uses the root of the bucket');
    const shown = `"${printable(target.prefix)}"`;
    const flaw = flawOf(target.prefix);
    if (flaw === undefined) return pass(`the path ${shown} is well formed`);
    const segments = target.prefix.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '').split('/');
    const plain = segments.filter((segment) => segment !== '').join('/');
    return fail(`the path ${shown} ${flaw}`, {
      fix: { summary: plain === '' ? 'Leave the path out' : `Use the path ${JSON.stringify(plain)}` },
    });
  },
});
