import { awsRows } from './aws.ts';
import { azureAiRows } from '../azure-ai-rows.ts';
import { azureRows } from './azure.ts';
import { coreweaveRows } from './coreweave.ts';
import { gcsRows } from './gcs.ts';
import { s3CompatibleRows } from './s3-compatible.ts';
import { uriRows } from './uri.ts';

/** The rows of the requirement catalogue by provider; `docs/coverage.md` shows who decides each. */
export const catalogueRows = {
  aws: awsRows,
  gcs: gcsRows,
  's3-compatible': s3CompatibleRows,
  coreweave: coreweaveRows,
  azure: azureRows,
  'azure-ai': azureAiRows,
  uri: uriRows,
} as const;
