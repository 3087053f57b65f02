import { readAzureCors } from '../../../src/policy/cors/azure.ts';
import { readGcsCors } from '../../../src/policy/cors/gcs.ts';
import type { CorsDialect, CorsRule } from '../../../src/policy/cors/model.ts';
import { readS3Cors } from '../../../src/policy/cors/s3.ts';
import { corsVerdict, type CorsVerdict } from '../../../src/policy/cors/verdict.ts';

const readers = { s3: readS3Cors, gcs: readGcsCors, azure: readAzureCors } as const;

/** The documented rule of each service, in its own words. */
export const documented = {
  s3: {
    AllowedHeaders: ['*'],
    AllowedMethods: ['GET', 'HEAD', 'PUT'],
    AllowedOrigins: ['*'],
    ExposeHeaders: ['ETag'],
    MaxAgeSeconds: 3000,
  },
  gcs: { origin: ['*'], method: ['GET', 'HEAD', 'PUT'], responseHeader: ['*'], maxAgeSeconds: 3000 },
  azure: {
    allowedOrigins: ['*'],
    allowedMethods: ['GET', 'HEAD', 'PUT'],
    allowedHeaders: ['*'],
    exposedHeaders: ['*'],
    maxAgeInSeconds: 3000,
  },
} as const;

/** The rules of a document that its service accepts. */
export function rulesOf(dialect: CorsDialect, list: unknown): readonly CorsRule[] {
  const read = readers[dialect](JSON.stringify(list));
  if (!read.ok) throw new Error(`${read.path}: ${read.problem}`);
  return read.rules;
}

/** Each change applied to the documented rule of the service, judged together. */
export const verdictOn = (
  dialect: CorsDialect,
  changes: readonly Readonly<Record<string, unknown>>[],
  origins?: readonly string[],
): CorsVerdict =>
  corsVerdict(
    dialect,
    rulesOf(
      dialect,
      changes.map((change) => ({ ...documented[dialect], ...change })),
    ),
    origins,
  );
