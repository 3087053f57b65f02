import { compileGlob, matchesGlob, type Glob } from './glob.ts';
import type { Statement } from './statement.ts';

/**
 * One ARN, or every object ARN of a bucket (or below a prefix): `first` is the shortest, the samples are for
 * what cannot be proven at once, shortest first.
 */
export type Scope =
  | { readonly kind: 'one'; readonly arn: string }
  | { readonly kind: 'every'; readonly universe: Glob; readonly first: string; readonly samples: () => readonly string[] };

/** The ARNs on which W&B acts in a bucket. */
export interface BucketScopes {
  readonly bucket: Scope;
  readonly object: Scope;
}

const derivedLimit = 200;
const ordinaryKeys = ['a', 'a/b', 'zq7-_x', 'wandb-artifacts/ab12/0123456789abcdef.parquet'];

export const trimPrefix = (prefix: string | undefined): string => (prefix ?? '').replace(/^\/+|\/+$/g, '');

/**
 * @param prefix of the target; object rights are needed only below it
 * @param statements of the policy: their patterns suggest the keys at which an answer may change
 */
export function bucketScopes(
  partition: string,
  bucket: string,
  prefix: string | undefined,
  statements: readonly Statement[],
): BucketScopes {
  const arn = `arn:${partition}:s3:::${bucket}`;
  const path = trimPrefix(prefix);
  const root = path === '' ? `${arn}/` : `${arn}/${path}/`;
  // A `*` inside a prefix is a plain character to S3; reading it as a wildcard only asks for more.
  const universe = compileGlob(`${root}?*`);
  let samples: readonly string[] | undefined;
  return {
    bucket: { kind: 'one', arn },
    object: { kind: 'every', universe, first: `${root}a`, samples: () => (samples ??= samplesOf(root, universe, statements)) },
  };
}

function samplesOf(root: string, universe: Glob, statements: readonly Statement[]): readonly string[] {
  const samples = new Set(ordinaryKeys.map((key) => root + key));
  let derived = 0;
  for (const { resource } of statements) {
    for (const { source } of resource?.patterns ?? []) {
      if (derived >= derivedLimit) break;
      derived += 1;
      // Inside the pattern with short and longer fillings, and just beside its literal beginning.
      const beginning = source.slice(0, source.search(/[*?$]|$/));
      for (const arn of [fill(source, ''), fill(source, 'x'), `${beginning}x`, `${beginning.slice(0, -1)}~`]) {
        if (matchesGlob(universe, arn)) samples.add(arn);
      }
    }
  }
  return [...samples].toSorted((a, b) => a.length - b.length);
}

const fill = (pattern: string, run: string): string => pattern.replaceAll('*', run).replaceAll('?', 'x');
