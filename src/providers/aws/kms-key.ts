import type { Declared } from '../../evidence/declared.ts';
import type { FacetValue } from '../../evidence/index.ts';
import { absent, unreadable, type Absent, type Observation, type Unreadable } from '../../evidence/observation.ts';

/** The key to read, or what its facets are when there is none to read. */
export type KeyChoice = { readonly key: string } | { readonly instead: Absent | Unreadable };

/** The key that S3 uses for `aws:kms` without a key. */
const managedKey = 'alias/aws/s3';

/**
 * The key that encrypts the bucket: the one its default encryption names, else the one that is declared.
 * Without encryption known and without a declaration nobody knows whether there is a key.
 */
export function chooseKey(encryption: Observation<FacetValue<'aws', 'encryption'>>, declared: Declared): KeyChoice {
  if (encryption.state === 'present') {
    for (const rule of encryption.value.ServerSideEncryptionConfiguration.Rules) {
      const byDefault = rule.ApplyServerSideEncryptionByDefault;
      if (byDefault?.SSEAlgorithm.startsWith('aws:kms') === true) return { key: byDefault.KMSMasterKeyID ?? managedKey };
    }
  }
  if (declared.kmsKey !== undefined) return { key: declared.kmsKey };
  return { instead: encryption.state === 'unreadable' ? unreadable('prerequisite', { needs: 'encryption' }) : absent() };
}

/** Region of a key or alias that is named by its ARN. */
export const regionOfArn = (key: string): string | undefined => /^arn:[\w-]+:kms:([a-z0-9-]+):/.exec(key)?.[1];

/** An alias names a key only for DescribeKey; the other calls want the key itself. */
export const isAlias = (key: string): boolean => /^(?:arn:[^/]*:)?alias\//.test(key);
