import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blobPropertiesXml, blobRoutes } from '../support/fake-azure/blob-state.ts';
import { caFile, entraToken, startFakeAzure, type FakeAzure } from '../support/fake-azure/index.ts';
import { loaded } from '../support/loaded.ts';
import { clientId, fullState, subscription, tenant } from '../providers/azure/support.ts';

const secret = 'test-client-secret~Zx81';
const routes = blobRoutes(fullState);
const blobProperties = blobPropertiesXml(fullState.blobService);
let fake: FakeAzure;
let folder: string;

beforeAll(async () => {
  fake = await startFakeAzure({ routes, blobProperties });
  folder = mkdtempSync(join(tmpdir(), 'byob-audit-azure-'));
});
afterAll(async () => {
  await fake.close();
  rmSync(folder, { recursive: true });
});

/** The credentials of a service principal, from a Microsoft Entra that is the fake's own. */
const environment = (url: string): Readonly<Record<string, string>> => ({
  HOME: folder,
  NODE_EXTRA_CA_CERTS: caFile,
  AZURE_AUTHORITY_HOST: url,
  AZURE_TENANT_ID: tenant,
  AZURE_CLIENT_ID: 'cccccccc-3333-4333-8333-cccccccccccc',
  AZURE_CLIENT_SECRET: secret,
});
const endpoints = (url: string): readonly string[] => ['--azure-arm-endpoint', url, '--azure-blob-endpoint', url];

describe('the built program on Azure', () => {
  it('signs in by DefaultAzureCredential and records a container, without a secret', async () => {
    const output = join(folder, 'recorded');
    const argv = ['record', 'az://acmestorage/wandb', '--output', output, '--principal', clientId, ...endpoints(fake.url)];
    const { code, stderr, inputs } = await loaded(argv, environment(fake.url));
    expect(stderr).toMatch(/recorded az:\/\/acmestorage\/wandb to/);
    expect(code).toBe(0);
    const [file = ''] = readdirSync(output);
    const text = readFileSync(join(output, file), 'utf8');
    expect(JSON.parse(text)).toMatchObject({
      provider: 'azure',
      facets: { storageAccount: { state: 'present' }, roleDefinitions: { state: 'present' }, container: { state: 'present' } },
    });
    for (const hidden of [secret, entraToken]) expect(text + stderr).not.toContain(hidden);
    const arm = fake.requests.filter(({ operation }) => operation !== 'entra');
    expect(new Set(arm.map(({ authorization }) => authorization))).toEqual(new Set([`Bearer ${entraToken}`]));
    expect(inputs.some((input) => input.includes('node_modules/@azure/identity/'))).toBe(true);
    expect(inputs.filter((input) => /node_modules\/(?:@aws-sdk|@google-cloud|@azure\/storage-blob)\//.test(input))).toEqual([]);
  });

  it('says what Microsoft Entra answers, and repeats nothing that was sent', async () => {
    const refusing = await startFakeAzure({
      routes,
      entra: {
        status: 401,
        error: 'invalid_client',
        description: 'AADSTS7000215: Invalid client secret provided. Ensure the secret being sent is right. Trace ID: x',
      },
    });
    const output = join(folder, 'refused');
    const { code, stderr } = await loaded(
      ['record', 'az://acmestorage/wandb', '--output', output, '--subscription', subscription, ...endpoints(refusing.url)],
      environment(refusing.url),
    );
    await refusing.close();
    const [file = ''] = readdirSync(output);
    const text = readFileSync(join(output, file), 'utf8');
    expect(code).toBe(3);
    expect(text).toContain('Microsoft Entra answered AADSTS7000215: Invalid client secret provided');
    expect(text + stderr).not.toContain(secret);
    expect(refusing.requests.filter(({ operation }) => operation !== 'entra')).toEqual([]);
  });

  it('gives up soon on a machine without credentials', async () => {
    const output = join(folder, 'nobody');
    const begin = performance.now();
    const { code } = await loaded(
      ['record', 'az://acmestorage/wandb', '--output', output, '--timeout', '1', ...endpoints(fake.url)],
      { HOME: folder, NODE_EXTRA_CA_CERTS: caFile, AZURE_TOKEN_CREDENTIALS: 'dev', PATH: '/nonexistent' },
    );
    const [file = ''] = readdirSync(output);
    expect(code).toBe(3);
    expect(readFileSync(join(output, file), 'utf8')).toContain('DefaultAzureCredential found none');
    expect(performance.now() - begin).toBeLessThan(20_000);
  });

  it('does not trust a certificate that nobody vouches for', async () => {
    const output = join(folder, 'untrusted');
    const { NODE_EXTRA_CA_CERTS: _, ...env } = environment(fake.url);
    const { code } = await loaded(['record', 'az://acmestorage/wandb', '--output', output, ...endpoints(fake.url)], env);
    const [file = ''] = readdirSync(output);
    expect(code).toBe(3);
    expect(readFileSync(join(output, file), 'utf8')).not.toContain(entraToken);
  });
});
