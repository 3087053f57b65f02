import type { Check } from '../core/check.ts';
import { awsDocumentChecks } from './aws-documents-list.ts';
import { awsChecks } from './aws-list.ts';
import { azureAiChecks } from './azure-ai-list.ts';
import { azureDocumentChecks } from './azure-documents-list.ts';
import { azureChecks } from './azure-list.ts';
import { coreweaveDocumentChecks } from './coreweave-documents-list.ts';
import { coreweaveChecks } from './coreweave-list.ts';
import { gcsDocumentChecks } from './gcs-documents-list.ts';
import { gcsChecks } from './gcs-list.ts';
import { s3CompatibleChecks } from './s3-compatible-list.ts';
import { uriChecks } from './uri-list.ts';

/** Every check, in report order, for whoever needs all of them at once. */
export const checks: readonly Check[] = [
  ...awsChecks,
  ...awsDocumentChecks,
  ...gcsChecks,
  ...gcsDocumentChecks,
  ...s3CompatibleChecks,
  ...coreweaveChecks,
  ...coreweaveDocumentChecks,
  ...azureChecks,
  ...azureDocumentChecks,
  ...azureAiChecks,
  ...uriChecks,
];
