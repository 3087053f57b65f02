import { fail, notApplicable, pass, type Verdict } from '../../../core/check.ts';
import type { TargetRef } from '../../../evidence/index.ts';
import { printable } from '../../../policy/printable.ts';

/** What is wrong with a prefix, in words; undefined when it is well formed. */
function flawOf(prefix: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(prefix)) return 'is a URL';
  if (prefix.startsWith('/')) return 'starts with a slash';
  if (prefix.endsWith('/')) return 'ends with a slash';
  if (prefix.includes('//')) return 'has an empty segment';
  return undefined;
}

/** Judges the path inside a bucket, which W&B's charts treat alike for every provider. */
export function prefixVerdict({ prefix }: TargetRef): Verdict {
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
