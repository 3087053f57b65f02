import { awsActions } from '../../../requirements/aws-actions.ts';
import { memoOf } from '../../memo.ts';
import { compileGlob, matchesGlob, type Glob } from '../pattern/glob.ts';

/** What the members of an action pattern act on, as a set of bits. `none`: no known action has such a name. */
export const level = { none: 0, bucket: 1, object: 2, key: 4, other: 8 } as const;

interface Name {
  readonly name: string;
  readonly lower: string;
  readonly bit: number;
  readonly characters: number;
}

const names: readonly Name[] = (['s3', 'kms'] as const).flatMap((service) =>
  Object.entries(awsActions[service]).flatMap(([on, list]) => {
    const bit = on === 'bucket' || on === 'object' || on === 'key' ? level[on] : level.other;
    return list.split(' ').map((action): Name => {
      const name = `${service}:${action}`;
      const lower = name.toLowerCase();
      return { name, lower, bit, characters: charactersOf(lower) };
    });
  }),
);
/** The letters of a text as bits, one more for the 3 of `s3` and one for everything else that is no wildcard or colon. */
function charactersOf(text: string): number {
  let bits = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 97 && code <= 122) bits |= 1 << (code - 97);
    else if (code === 51) bits |= 1 << 26;
    else if (code !== 42 && code !== 63 && code !== 58) bits |= 1 << 27;
  }
  return bits;
}
const byName = new Map(names.map((known) => [known.lower, known] as const));
const patterns = memoOf<number>(512);

/** The levels of every known action that a pattern in lower case matches. */
export function levelsOf(pattern: Glob): number {
  if (pattern.tokens === null) return byName.get(pattern.source)?.bit ?? level.none;
  return patterns(pattern.source, () => {
    let bits: number = level.none;
    // A pattern matches no name that lacks one of its characters; hostile policies hold thousands of patterns.
    const needed = charactersOf(pattern.source);
    for (const { lower, bit, characters } of names)
      if ((needed & ~characters) === 0 && (bits & bit) === 0 && matchesGlob(pattern, lower)) bits |= bit;
    return bits;
  });
}

/** The known actions that a documented pattern means on one level, in alphabetical order. */
export function membersOf(documented: string, on: 'bucket' | 'object' | 'key'): readonly string[] {
  const pattern = compileGlob(documented.toLowerCase());
  // Most documented actions are no patterns, and every run asks for all of them at its start.
  const exact = pattern.tokens === null ? byName.get(pattern.source) : undefined;
  if (exact !== undefined) return exact.bit === level[on] ? [exact.name] : [];
  return names.filter(({ lower, bit }) => bit === level[on] && matchesGlob(pattern, lower)).map(({ name }) => name);
}

/** API operations whose name is not that of the action that allows them (S3 user guide, required permissions). */
const operations: Readonly<Record<string, string>> = {
  'kms:reencrypt': 'kms:ReEncryptFrom and kms:ReEncryptTo',
  's3:completemultipartupload': 's3:PutObject',
  's3:copyobject': 's3:GetObject and s3:PutObject',
  's3:createmultipartupload': 's3:PutObject',
  's3:deletebucketcors': 's3:PutBucketCORS',
  's3:deletebucketencryption': 's3:PutEncryptionConfiguration',
  's3:deletebucketlifecycle': 's3:PutLifecycleConfiguration',
  's3:deletebucketreplication': 's3:PutReplicationConfiguration',
  's3:deletebuckettagging': 's3:PutBucketTagging',
  's3:deleteobjects': 's3:DeleteObject',
  's3:getbucketaccelerateconfiguration': 's3:GetAccelerateConfiguration',
  's3:getbucketencryption': 's3:GetEncryptionConfiguration',
  's3:getbucketlifecycle': 's3:GetLifecycleConfiguration',
  's3:getbucketlifecycleconfiguration': 's3:GetLifecycleConfiguration',
  's3:getbucketnotificationconfiguration': 's3:GetBucketNotification',
  's3:getbucketreplication': 's3:GetReplicationConfiguration',
  's3:getobjectlockconfiguration': 's3:GetBucketObjectLockConfiguration',
  's3:getpublicaccessblock': 's3:GetBucketPublicAccessBlock',
  's3:headbucket': 's3:ListBucket',
  's3:headobject': 's3:GetObject',
  's3:listbuckets': 's3:ListAllMyBuckets',
  's3:listmultipartuploads': 's3:ListBucketMultipartUploads',
  's3:listobjects': 's3:ListBucket',
  's3:listobjectsv2': 's3:ListBucket',
  's3:listobjectversions': 's3:ListBucketVersions',
  's3:listparts': 's3:ListMultipartUploadParts',
  's3:putbucketencryption': 's3:PutEncryptionConfiguration',
  's3:putbucketlifecycle': 's3:PutLifecycleConfiguration',
  's3:putbucketlifecycleconfiguration': 's3:PutLifecycleConfiguration',
  's3:putbucketnotificationconfiguration': 's3:PutBucketNotification',
  's3:putbucketreplication': 's3:PutReplicationConfiguration',
  's3:putobjectlockconfiguration': 's3:PutBucketObjectLockConfiguration',
  's3:putpublicaccessblock': 's3:PutBucketPublicAccessBlock',
  's3:uploadpart': 's3:PutObject',
  's3:uploadpartcopy': 's3:GetObject and s3:PutObject',
};

/** The action behind an API operation of another name; lower case in, documented spelling out. */
export const actionBehind = (lower: string): string | undefined =>
  Object.hasOwn(operations, lower) ? operations[lower] : undefined;

/** The day of the list of actions. */
export const actionsKnownOn = awsActions.updated;
