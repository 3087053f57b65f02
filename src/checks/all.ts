import type { Check } from '../core/check.ts';
import { awsChecks } from './aws-list.ts';
import { azureAiChecks } from './azure-ai-list.ts';
import { azureChecks } from './azure-list.ts';
import { coreweaveChecks } from './coreweave-list.ts';
import { gcsChecks } from './gcs-list.ts';
import { s3CompatibleChecks } from './s3-compatible-list.ts';

/** Every check, in report order, for whoever needs all of them at once. */
export const checks: readonly Check[] = [
  ...awsChecks,
  ...gcsChecks,
  ...s3CompatibleChecks,
  ...coreweaveChecks,
  ...azureChecks,
  ...azureAiChecks,
];
