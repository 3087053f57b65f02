import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Evidence } from '../../evidence/index.ts';
import { maskAccounts } from './mask.ts';

/** Where a target was read, as far as the target itself does not tell. */
export interface ReadAt {
  /** URL of the server, when it was not the cloud's own. */
  readonly endpoint?: string | undefined;
  /** Which of the recordings of this target in one run it is, counted from 1: a configuration may list a bucket for two teams. */
  readonly turn?: number | undefined;
}

/** No name of a bucket, account, host or group holds it, and neither shells nor file systems give it a meaning. */
const separator = '+';

/**
 * The name of a target's file: `aws+bucket.evidence.json`, with the server, storage account, resource group and prefix that it
 * has. Two targets never have one name, also where letter case does not count: what a name cannot say exactly, a digest does.
 * Nothing in a target can lead out of the folder.
 */
export function evidenceFileName(
  { provider, target }: Pick<Evidence, 'provider' | 'target'>,
  { endpoint, turn = 1 }: ReadAt = {},
): string {
  const { bucket, prefix, account, resourceId } = target;
  const server = target.endpoint ?? endpoint;
  const [, group] = /\/resourceGroups\/([^/]+)\//i.exec(resourceId ?? '') ?? [];
  // The id of a resource is found for some targets of Azure when they are read; which target it is, is said without it.
  const within = account ?? group;
  const parts = [server?.replace(/^https?:\/\//, ''), within, bucket, prefix].flatMap((part) => part || []);
  const readable = parts.map(readablePart);
  const isExact =
    parts.every((part, index) => part === readable[index]) &&
    server === undefined &&
    (group === undefined || account !== undefined);
  const identity = JSON.stringify([provider, server, account, account === undefined ? resourceId : undefined, bucket, prefix]);
  const digest = isExact && turn === 1 ? [] : [createHash('sha256').update(identity).digest('hex').slice(0, 12)];
  const again = turn === 1 ? [] : [`${turn}`];
  return `${[provider, ...readable, ...digest, ...again].join(separator)}.evidence.json`;
}

/** What is left of a part in a name: lower case, because two names that differ by case alone are one file on some systems. */
const readablePart = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[.-]+|[.-]+$/g, '')
    .slice(0, 60);

/**
 * Writes a recording into a folder, which is made if need be. The file appears complete or not at all.
 * @returns the path of the file
 */
export async function writeEvidence(
  directory: string,
  evidence: Evidence,
  options: ReadAt & { readonly maskAccounts: boolean },
): Promise<string> {
  const content = options.maskAccounts ? maskAccounts(evidence) : evidence;
  await mkdir(directory, { recursive: true });
  const path = join(directory, evidenceFileName(evidence, options));
  const beside = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(beside, `${JSON.stringify(content, null, 2)}\n`, { flag: 'wx' });
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
  return path;
}
