import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Evidence, TargetRef } from '../../evidence/index.ts';
import { maskAccounts } from './mask.ts';

/**
 * `bucket.evidence.json` or `bucket-prefix.evidence.json`, on Azure after the storage account or resource group that the
 * name is one of; nothing in a target can lead out of the folder.
 */
export function evidenceFileName({ bucket, prefix, account, resourceId }: TargetRef): string {
  const [, group] = /\/resourceGroups\/([^/]+)\//i.exec(resourceId ?? '') ?? [];
  const within = account ?? group;
  const safe = (text: string): string =>
    text
      .replace(/[^A-Za-z0-9._-]+/g, '-')
      .replace(/^[.-]+|-+$/g, '')
      .slice(0, 100);
  const tail = prefix === undefined ? '' : safe(prefix);
  return `${within === undefined ? '' : `${safe(within)}-`}${safe(bucket)}${tail === '' ? '' : `-${tail}`}.evidence.json`;
}

/**
 * Writes a recording into a folder, which is made if need be. The file appears complete or not at all.
 * @returns the path of the file
 */
export async function writeEvidence(
  directory: string,
  evidence: Evidence,
  options: { readonly maskAccounts: boolean },
): Promise<string> {
  const content = options.maskAccounts ? maskAccounts(evidence) : evidence;
  await mkdir(directory, { recursive: true });
  const path = join(directory, evidenceFileName(evidence.target));
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
