import { defineCheck, fail, notApplicable, pass, type Check, type Verdict } from '../../../core/check.ts';
import type { ProviderName, TargetRef } from '../../../evidence/index.ts';
import { printable } from '../../../policy/printable.ts';

/** What is wrong with a prefix, in words; undefined when it is well formed. */
function flawOf(prefix: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(prefix)) return 'is a URL';
  if (prefix.startsWith('/')) return 'starts with a slash';
  if (prefix.endsWith('/')) return 'ends with a slash';
  if (prefix.includes('//')) return 'has an empty segment';
  return undefined;
}

/** The check of the path inside a bucket, which W&B's charts treat alike for every provider. */
export const prefixCheck = (provider: ProviderName): Check =>
  defineCheck({
    provider,
    id: `${provider}/prefix`,
    title: `The path inside the ${provider === 'azure' ? 'container' : 'bucket'} is a plain path without slashes at its ends`,
    severity: 'low',
    rationale:
      'Some W&B charts trim one slash and some trim none, so such a path can name another place than the one that was meant.',
    remediation: 'Write the path as `segment/segment`, without a scheme and without a slash at either end.',
    source: [{ document: 'D-2026S', edition: '2026-02' }, { document: 'HELM', quote: 'trimSuffix "/"' }, { document: 'OP' }],
    rows: ['GEN-09'],
    tags: ['existence'],
    requires: [],
    evaluate: (_facts, { target }) => prefixVerdict(target),
  });

function prefixVerdict({ prefix }: TargetRef): Verdict {
  if (prefix === undefined || prefix === '') return notApplicable('W&B uses the root of the bucket');
  const shown = `"${printable(prefix)}"`;
  const flaw = flawOf(prefix);
  if (flaw === undefined) return pass(`the path ${shown} is well formed`);
  const segments = prefix.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '').split('/');
  const plain = segments.filter((segment) => segment !== '').join('/');
  return fail(`the path ${shown} ${flaw}`, {
    fix: { summary: plain === '' ? 'Leave the path out' : `Use the path ${JSON.stringify(printable(plain))}` },
  });
}
