import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { TargetRef } from '../evidence/index.ts';
import { UsageError } from './usage-error.ts';

export type Target =
  | { readonly kind: 'live'; readonly ref: TargetRef }
  /** A file or folder of recorded evidence. */
  | { readonly kind: 'recorded'; readonly path: string; readonly written: string };

const forms = 's3://BUCKET[/PREFIX], or the path of recorded evidence';
const later: Readonly<Record<string, string>> = {
  gs: 'Google Cloud Storage',
  az: 'Azure Blob Storage',
  cw: 'CoreWeave AI Object Storage',
  wandb: 'W&B instances',
};
const shown = (written: string): string => JSON.stringify(written.length > 120 ? `${written.slice(0, 119)}…` : written);

/** Reads a target as the user wrote it. @param base folder that a relative path starts from */
export function parseTarget(written: string, base: string): Target {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(written)?.[1]?.toLowerCase();
  if (scheme === 's3') return { kind: 'live', ref: parseS3(written) };
  if (scheme !== undefined) {
    const product = later[scheme];
    const why = product === undefined ? 'unknown scheme' : `${product} is not supported by this version`;
    throw new UsageError(`target ${shown(written)}: ${why}; expected ${forms}`);
  }
  const bucket = /^arn:aws[\w-]*:s3:::([^/]+)/.exec(written)?.[1];
  if (bucket !== undefined) throw new UsageError(`target ${shown(written)} is an ARN; write s3://${bucket}`);
  if (written === '') throw new UsageError(`a target is empty; expected ${forms}`);
  if (written.startsWith('/subscriptions/')) {
    throw new UsageError(`target ${shown(written)}: Azure resources are not supported by this version; expected ${forms}`);
  }
  return { kind: 'recorded', path: resolve(base, written), written };
}

function parseS3(written: string): TargetRef {
  const rest = written.slice('s3://'.length);
  const slash = rest.indexOf('/');
  const bucket = slash === -1 ? rest : rest.slice(0, slash);
  const prefix = slash === -1 ? '' : rest.slice(slash + 1).replace(/\/+$/, '');
  const problem = bucketProblem(bucket);
  if (problem !== undefined) throw new UsageError(`target ${shown(written)}: ${problem}`);
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f]/.test(prefix))
    throw new UsageError(`target ${shown(written)}: the prefix contains control characters`);
  return prefix === '' ? { uri: `s3://${bucket}`, bucket } : { uri: `s3://${bucket}/${prefix}`, bucket, prefix };
}

/** Why no bucket can have this name; undefined when one can. Rules: "General purpose bucket naming rules" of Amazon S3. */
export function bucketProblem(name: string): string | undefined {
  if (name === '') return 'the bucket name is missing; expected s3://BUCKET[/PREFIX]';
  const impossible = `no bucket can be named ${shown(name)}`;
  if (name.length < 3 || name.length > 63) return `${impossible}: expected 3 to 63 characters, found ${name.length}`;
  if (!/^[a-z0-9.-]+$/.test(name)) return `${impossible}: expected lowercase letters, digits, hyphens and dots only`;
  if (!/^[a-z0-9].*[a-z0-9]$/.test(name)) return `${impossible}: expected a letter or digit at both ends`;
  if (name.includes('..')) return `${impossible}: expected no two dots in a row`;
  if (/^\d+\.\d+\.\d+\.\d+$/.test(name)) return `${impossible}: expected a name that is not formatted as an IP address`;
  if (/^(?:xn--|sthree-|amzn-s3-demo-)/.test(name)) return `${impossible}: S3 reserves that beginning`;
  if (/(?:-s3alias|--ol-s3|\.mrap)$/.test(name)) return `${shown(name)} names an access point; expected the bucket behind it`;
  if (/(?:--x-s3|--table-s3)$/.test(name))
    return `${shown(name)} is a directory or table bucket; expected a general purpose bucket`;
  return undefined;
}

/** Reads all targets before anything else is read, and makes sure that every path exists. */
export function parseTargets(written: readonly string[], base: string): Target[] {
  const targets = written.map((target) => parseTarget(target, base));
  for (const target of targets) {
    if (target.kind === 'recorded' && !exists(target.path)) {
      throw new UsageError(`target ${shown(target.written)}: there is no such file or folder; expected ${forms}`);
    }
  }
  return targets;
}

/** Synchronous on purpose: the first asynchronous file call of a process starts a pool of threads, which costs milliseconds. */
function exists(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}
