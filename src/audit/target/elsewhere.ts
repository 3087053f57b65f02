import type { TargetProblem } from './model.ts';

const name = '([a-z0-9][a-z0-9._-]{1,220}[a-z0-9])';
const end = '(?:[/?#].*)?$';

/** What people copy from consoles and other tools, and the scheme of the target in it. */
const forms: readonly (readonly [RegExp, string, (name: string, below: string) => string])[] = [
  [new RegExp(`^gcs://${name}/*$`), 'a name with the scheme of another tool', (bucket) => `gs://${bucket}`],
  [new RegExp(`^s3[an]://${name}/*$`), 'a name with the scheme of another tool', (bucket) => `s3://${bucket}`],
  // Source: "Virtual hosting of buckets" of Amazon S3, with its older spelling of the region.
  [
    new RegExp(`^https?://${name}\\.s3(?:[.-][a-z0-9-]+){0,3}\\.amazonaws\\.com(?:\\.cn)?${end}`),
    'the URL of a bucket',
    (bucket) => `s3://${bucket}`,
  ],
  [
    new RegExp(`^https?://s3(?:[.-][a-z0-9-]+){0,3}\\.amazonaws\\.com(?:\\.cn)?/${name}${end}`),
    'the URL of a bucket',
    (bucket) => `s3://${bucket}`,
  ],
  [
    new RegExp(`^https://(?:[a-z0-9-]+\\.)?console\\.(?:aws\\.amazon|amazonaws)\\.(?:com|cn)/s3/buckets/${name}${end}`),
    'a page of the console',
    (bucket) => `s3://${bucket}`,
  ],
  [
    new RegExp(`^https://console\\.cloud\\.google\\.com/storage/browser/(?:_details/)?${name}(?:[;/?#].*)?$`),
    'a page of the console',
    (bucket) => `gs://${bucket}`,
  ],
  [
    new RegExp(`^https?://storage\\.(?:googleapis|cloud\\.google)\\.com/${name}${end}`),
    'the URL of a bucket',
    (bucket) => `gs://${bucket}`,
  ],
  [new RegExp(`^https?://${name}\\.cwobject\\.com${end}`), 'the URL of a bucket', (bucket) => `cw://${bucket}`],
  [
    new RegExp(`^https?://([a-z0-9]{3,24})\\.(?:blob|dfs)\\.core\\.windows\\.net/([a-z0-9-]{3,63})${end}`),
    'the URL of a container',
    (account, container) => `az://${account}/${container}`,
  ],
];

/** A target in the words of a console or another tool: what it is, and how it is written here; undefined for anything else. */
export function targetElsewhere(written: string): TargetProblem | undefined {
  for (const [pattern, what, write] of forms) {
    const [, first, below = ''] = pattern.exec(written) ?? [];
    if (first !== undefined) return { kind: 'other-name', written, what, write: write(first, below) };
  }
  return undefined;
}

/** Whether a path that is not there reads like a bucket that lacks its scheme. */
export const isBareName = (written: string): boolean => /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(written);
