import { resolve } from 'node:path';
import type { Evidence } from '../../evidence/index.ts';
import { auditedAmong } from '../../providers/document/audited.ts';
import type { UriReading } from '../../providers/document/uri.ts';
import type { Io } from '../output/io.ts';
import { recordingsOf } from '../target/recorded.ts';

/** Recorded evidence, read once, to compare stores with. */
export async function readAgainst(path: string, io: Io): Promise<NonNullable<UriReading['auditedOf']>> {
  const all: Evidence[] = [];
  for await (const evidence of recordingsOf(resolve(io.cwd, path), io)) all.push(evidence);
  return auditedAmong(all);
}
