import { request } from 'node:https';
import { AccountSASPermissions, BlobServiceClient, StorageSharedKeyCredential } from '@azure/storage-blob';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { azureSchemas } from '../../src/evidence/azure-schema.ts';
import { observe } from '../../src/evidence/observe.ts';
import { openSession } from '../../src/providers/azure/client.ts';
import { readBlobProperties } from '../../src/providers/azure/storage.ts';
import { blobPropertiesXml, type BlobService } from '../support/fake-azure/blob-state.ts';
import { ca } from '../support/fake-azure/index.ts';
import { azurite, startAzurite } from './azurite.ts';
import type { Running } from './server.ts';

const { absent } = azurite;

/** The account that Azurite is born with; name and key are in its manual. */
const account = 'devstoreaccount1';
const wellKnownKey = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

/** Azurite looks at audience, issuer and times of a token, and at no signature. */
function unsignedToken(audience: string): string {
  const now = Math.floor(Date.now() / 1000);
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const issuer = 'https://sts.windows.net/99999999-8888-4777-8666-555555555555/';
  const claims = { aud: audience, iss: issuer, iat: now - 60, nbf: now - 60, exp: now + 3600 };
  return `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.c2lnbmF0dXJl`;
}

describe.skipIf(absent !== undefined)(`Azurite${absent === undefined ? '' : ` (skipped: ${absent})`}`, () => {
  let server: Running | undefined;
  let base: string;
  let signed: string;
  beforeAll(async () => {
    const { url } = (server = await startAzurite());
    base = `${url}/${account}`;
    const owner = new BlobServiceClient(base, new StorageSharedKeyCredential(account, wellKnownKey));
    signed = owner.generateAccountSasUrl(undefined, AccountSASPermissions.parse('rwl'), 's');
  });
  afterAll(async () => server?.close());

  /** As the owner would, without the code under test. */
  const set = async (service: BlobService): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const url = `${signed}&restype=service&comp=properties`;
      const body = blobPropertiesXml(service);
      const sent = request(url, { method: 'PUT', ca, headers: { 'content-length': Buffer.byteLength(body) } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      sent.once('error', reject);
      sent.end(body);
    });

  const read = async (audience = 'https://storage.azure.com'): Promise<unknown> => {
    const options = { azureBlobEndpoint: base, timeout: 5000, concurrency: 1 };
    const credential = {
      getToken: async () => ({ token: unsignedToken(audience), expiresOnTimestamp: Date.now() + 3_600_000 }),
    };
    const session = openSession(options, { name: 'byob-audit', version: '0.0.0-test' }, { ca, credential });
    return observe(azureSchemas, 'blobProperties', await readBlobProperties(session, account));
  };

  it('gives the CORS rules and the soft delete that were set, by a bearer token over TLS', async () => {
    const corsRules = [
      {
        allowedOrigins: ['*'],
        allowedMethods: ['GET', 'HEAD', 'PUT'],
        allowedHeaders: ['*'],
        exposedHeaders: ['ETag', 'x-ms-*'],
        maxAgeInSeconds: 3000,
      },
      {
        allowedOrigins: ['https://acme.wandb.io', 'https://b.example'],
        allowedMethods: ['GET'],
        allowedHeaders: [],
        exposedHeaders: [],
        maxAgeInSeconds: 0,
      },
    ];
    expect(await set({ cors: { corsRules }, deleteRetentionPolicy: { enabled: true, days: 7 } })).toBe(202);
    const cors = corsRules.map(({ maxAgeInSeconds, ...lists }) => ({
      ...Object.fromEntries(Object.entries(lists).map(([name, values]) => [name, values.join(',')])),
      maxAgeInSeconds,
    }));
    expect(await read()).toEqual({ state: 'present', value: { cors, deleteRetentionPolicy: { enabled: true, days: 7 } } });
  });

  it('gives what a fresh account has', async () => {
    expect(await set({ deleteRetentionPolicy: { enabled: false } })).toBe(202);
    expect(await read()).toMatchObject({ state: 'present', value: { deleteRetentionPolicy: { enabled: false } } });
  });

  it('refuses a token for another service', async () => {
    await expect(read('https://vault.azure.net')).rejects.toMatchObject({ name: 'ServiceError', status: 403 });
  });
});
