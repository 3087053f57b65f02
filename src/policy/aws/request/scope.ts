import { memoOf } from '../../memo.ts';
import type { Bounds } from '../verdict/coverage.ts';
import type { Glob } from '../pattern/glob.ts';
import { everythingBelow } from '../pattern/glob-below.ts';
import type { Statement } from '../document/model.ts';

/** One ARN, or every object ARN of a bucket (or below a prefix). */
export type Scope = { readonly kind: 'one'; readonly arn: string } | EveryObject;

export interface EveryObject {
  readonly kind: 'every';
  /** What all of the ARNs begin with; each is at least one character longer. */
  readonly root: string;
  readonly universe: Glob;
  /** A shortest one. */
  readonly first: string;
  readonly bounds: Bounds;
}

/** The ARNs on which W&B acts in a bucket. */
export interface BucketScopes {
  readonly bucket: Scope;
  readonly object: Scope;
}

/** S3 user guide, "Naming Amazon S3 objects": a key has at most 1,024 bytes. */
const longestKey = 1024;
/** The more statements, the more surveys there can be, so each gets a share; what a person writes takes some hundred steps. */
const mostSteps = 40_000;
const fewestSteps = 4_000;
const stepsOfPolicy = 120_000;

export const trimPrefix = (prefix: string | undefined): string => (prefix ?? '').replace(/^\/+|\/+$/g, '');

/** Several checks ask about the same bucket. */
const universes = memoOf<Glob>(8);

/**
 * @param prefix of the target; object rights are needed only below it
 * @param statements of the policy that will be asked
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
  const steps = Math.max(fewestSteps, Math.min(mostSteps, Math.floor(stepsOfPolicy / Math.max(1, statements.length))));
  return {
    bucket: { kind: 'one', arn },
    object: {
      kind: 'every',
      root,
      universe: universes(root, () => everythingBelow(root)),
      first: `${root}a`,
      bounds: { length: arn.length + 1 + longestKey, steps },
    },
  };
}
