import { readAzureCors } from '../../../src/policy/cors/azure.ts';
import { readGcsCors } from '../../../src/policy/cors/gcs.ts';
import type { CorsDialect, CorsRule } from '../../../src/policy/cors/model.ts';
import { readS3Cors } from '../../../src/policy/cors/s3.ts';
import { corsSentence, openSentence } from '../../../src/policy/cors/explain.ts';
import { judgeCors } from '../../../src/policy/cors/judge.ts';
import type { CorsProblem } from '../../../src/policy/cors/play.ts';
import { corsServices } from '../../../src/policy/cors/services.ts';

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

interface Told {
  readonly message: string;
  readonly witness: CorsProblem | undefined;
}

/** What the rules come to for W&B, in the words of the checks. */
export interface CorsVerdict {
  readonly verdict: 'pass' | 'fail' | 'depends';
  readonly failures: readonly Told[];
  readonly open: readonly Told[];
}

export function corsVerdict(
  dialect: CorsDialect,
  rules: readonly CorsRule[],
  origins: readonly string[] | undefined,
): CorsVerdict {
  const service = corsServices[dialect];
  const judgement = judgeCors(dialect, rules, origins);
  switch (judgement.kind) {
    case 'works':
      return { verdict: 'pass', failures: [], open: [] };
    case 'broken': {
      const { problem } = judgement;
      return { verdict: 'fail', failures: [{ message: corsSentence(service, problem), witness: problem }], open: [] };
    }
    case 'narrow':
    case 'many': {
      const witness = judgement.kind === 'narrow' ? judgement.problem : undefined;
      return { verdict: 'depends', failures: [], open: [{ message: openSentence(service, judgement), witness }] };
    }
  }
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
