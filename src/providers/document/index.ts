import type { DocumentKind } from '../../evidence/document.ts';
import { JsonProblem, parseStrictJson } from '../../policy/strict-json.ts';
import type { DocumentInput, ReadDocument } from './read.ts';

export type { DocumentInput, ReadDocument } from './read.ts';

/** Loaded by kind: each brings what reads the documents of its own service only. */
const readers: Readonly<Record<DocumentKind, (input: DocumentInput) => Promise<ReadDocument>>> = {
  's3-bucket-policy': async (input) => (await import('./aws.ts')).bucketPolicyDocument(input),
  'kms-key-policy': async (input) => (await import('./aws.ts')).keyPolicyDocument(input),
  's3-cors': async (input) => (await import('./aws.ts')).s3CorsDocument(input),
  'gcs-cors': async (input) => (await import('./gcs.ts')).gcsCorsDocument(input),
  'gcs-iam': async (input) => (await import('./gcs.ts')).gcsIamDocument(input),
  'azure-cors': async (input) => (await import('./azure.ts')).azureCorsDocument(input),
  'coreweave-bucket-policy': async (input) => (await import('./coreweave.ts')).coreweavePolicyDocument(input),
};

/** The command that prints a document of a kind as JSON, for who has it in another form. */
const asJson: Readonly<Record<DocumentKind, string>> = {
  's3-bucket-policy': 'aws s3api get-bucket-policy --output json',
  'kms-key-policy': 'aws kms get-key-policy --output json',
  's3-cors': 'aws s3api get-bucket-cors --output json',
  'gcs-cors': 'gcloud storage buckets describe --format json',
  'gcs-iam': 'gcloud storage buckets get-iam-policy --format json',
  'azure-cors': 'az storage cors list --output json',
  'coreweave-bucket-policy': 'aws s3api get-bucket-policy --output json',
};

/**
 * Turns one document into evidence: the facet that it is, and those that follow from it or from what is declared. What the
 * service would refuse is for the checks to tell; a text that is no document of any kind is a problem of the input.
 */
export async function readDocument(input: DocumentInput): Promise<ReadDocument> {
  const problem = notJson(input.text);
  if (problem !== undefined)
    return { ok: false, problem: `${problem}; expected the JSON form, as ${asJson[input.kind]} prints it` };
  return readers[input.kind](input);
}

/** Why a text is not JSON, or holds nothing. */
function notJson(original: string): string | undefined {
  const text = original.replace(/^\ufeff/, '');
  try {
    const value: unknown = JSON.parse(text);
    const isWritten = typeof value === 'object' ? value !== null : typeof value === 'string' && value.trim() !== '';
    if (!isWritten) return `it holds nothing but ${text.trim().slice(0, 20)}`;
    const inner = innerText(value);
    const problem = inner === undefined ? undefined : notJson(inner);
    return problem === undefined ? undefined : `the policy that is wrapped in it cannot be read: ${problem}`;
  } catch {
    if (/^\s*</.test(text)) return 'it is XML, not JSON';
    if (/^\s*(?:---|#|- |[A-Za-z_]\w*:(?:\s|$))/.test(text)) return 'it is YAML, not JSON';
    return problemOf(text);
  }
}

/** The policy in the output of a get command. */
function innerText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  const isWrapped = typeof value === 'object' && value !== null && 'Policy' in value && !('Statement' in value);
  return isWrapped && typeof value.Policy === 'string' ? value.Policy : undefined;
}

function problemOf(text: string): string {
  try {
    parseStrictJson(text);
    return 'it is not JSON';
  } catch (error) {
    if (error instanceof JsonProblem) return error.message;
    throw error;
  }
}
