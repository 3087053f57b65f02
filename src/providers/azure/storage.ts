import type { StorageManagementContext } from '@azure/arm-storage/api';
import { blobHttp } from './blob-http.ts';
import { NotUnderstoodError } from '../shared/failures.ts';
import { ServiceError } from './failures.ts';
import { jsonAnswer, type JsonObject } from './answer.ts';
import type { AzureSession } from './client.ts';

/** Known to every cloud; newer versions change nothing that is read here. */
export const storageVersion = '2024-01-01';

/** The storage account as its id names it. */
export interface AccountId {
  readonly id: string;
  readonly subscription: string;
  readonly group: string;
  readonly name: string;
}

/**
 * Reads through Microsoft's storage management library and keeps the body as it came over the wire: the library's own
 * objects rename `networkAcls` and `supportsHttpsTrafficOnly`, and drop what they do not know.
 */
async function management(
  session: AzureSession,
  { subscription }: AccountId,
  ask: (
    context: StorageManagementContext,
    options: { readonly onResponse: (response: { readonly status: number; readonly bodyAsText?: string | null }) => void },
  ) => Promise<unknown>,
): Promise<JsonObject> {
  const { createStorageManagement } = await import('@azure/arm-storage/api');
  const context = createStorageManagement(session.credential, subscription, {
    endpoint: session.cloud.arm,
    apiVersion: storageVersion,
    credentials: { scopes: [session.cloud.armScope] },
    httpClient: session.http,
    retryOptions: { maxRetries: 0 },
    userAgentOptions: { userAgentPrefix: session.userAgent },
  });
  let raw: { readonly status: number; readonly text: string } | undefined;
  try {
    await ask(context, { onResponse: ({ status, bodyAsText }) => void (raw = { status, text: bodyAsText ?? '' }) });
  } catch (error) {
    if (raw === undefined) throw error;
  }
  if (raw === undefined) throw new NotUnderstoodError('the call ended without an answer');
  return jsonAnswer(raw.status, raw.text);
}

export const readStorageAccount = (session: AzureSession, account: AccountId, signal?: AbortSignal): Promise<JsonObject> =>
  management(session, account, async (context, options) => {
    const { getProperties } = await import('@azure/arm-storage/api/storageAccounts');
    await getProperties(context, account.group, account.name, { ...options, ...(signal && { abortSignal: signal }) });
  });

export const readBlobService = (session: AzureSession, account: AccountId, signal?: AbortSignal): Promise<JsonObject> =>
  management(session, account, async (context, options) => {
    const { getServiceProperties } = await import('@azure/arm-storage/api/blobServices');
    await getServiceProperties(context, account.group, account.name, { ...options, ...(signal && { abortSignal: signal }) });
  });

/** What the data plane says of the blob service; it knows neither versioning nor the soft delete of containers. */
export async function readBlobProperties(session: AzureSession, account: string, signal?: AbortSignal): Promise<JsonObject> {
  const { BlobServiceClient } = await import('@azure/storage-blob');
  const client = new BlobServiceClient(session.cloud.blob(account), session.credential, {
    httpClient: blobHttp(session.http),
    retryOptions: { maxTries: 1 },
    userAgentOptions: { userAgentPrefix: session.userAgent },
  });
  try {
    const { cors, deleteRetentionPolicy } = await client.getProperties(signal === undefined ? {} : { abortSignal: signal });
    return { cors, deleteRetentionPolicy };
  } catch (error) {
    throw blobError(error) ?? error;
  }
}

/** The data plane answers errors as XML, with the code in a header as well. */
function blobError(error: unknown): ServiceError | undefined {
  if (!(error instanceof Error) || !('statusCode' in error) || typeof error.statusCode !== 'number') return undefined;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const word = code !== undefined && /^[A-Za-z]\w{1,80}$/.test(code) ? code : undefined;
  return new ServiceError(error.statusCode, word, '');
}
