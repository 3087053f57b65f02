import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aiRoutes } from '../support/fake-azure/ai-routes.ts';
import { ids, legacyHub, projectOf, telemetryKey, tenant } from '../support/fake-azure/ai-world.ts';
import { caFile, entraToken, startFakeAzure, type FakeAzure } from '../support/fake-azure/index.ts';
import { loaded } from '../support/loaded.ts';

const secret = 'test-client-secret~Zx82';
let fake: FakeAzure;
let folder: string;

beforeAll(async () => {
  fake = await startFakeAzure({ routes: aiRoutes(projectOf(legacyHub())) });
  folder = mkdtempSync(join(tmpdir(), 'byob-audit-azure-ai-'));
});
afterAll(async () => {
  await fake.close();
  rmSync(folder, { recursive: true });
});

/** The credentials of a service principal, from a Microsoft Entra that is the fake's own. */
const environment = (): Readonly<Record<string, string>> => ({
  HOME: folder,
  NODE_EXTRA_CA_CERTS: caFile,
  AZURE_AUTHORITY_HOST: fake.url,
  AZURE_TENANT_ID: tenant,
  AZURE_CLIENT_ID: 'cccccccc-3333-4333-8333-cccccccccccc',
  AZURE_CLIENT_SECRET: secret,
});

describe('the built program on Azure AI', () => {
  it('prints a role that is enough for what it reads, and for no more', async () => {
    const { stdout, code } = await loaded(['permissions', ids.project]);
    expect(code).toBe(0);
    const [json = ''] = /^\{$[\s\S]*?^\}$/m.exec(stdout) ?? [];
    const { Actions } = JSON.parse(json) as { Actions: string[] };
    expect(stdout).toContain('az role definition create');
    const routes = aiRoutes(projectOf(legacyHub())).filter(({ path }) => path.startsWith('/subscriptions/'));
    const actions = new Map(routes.map(({ path, action }) => [path.toLowerCase(), action]));
    const granting = await startFakeAzure({
      routes,
      denied: [...new Set(actions.values())].filter((action) => !Actions.includes(action)),
    });
    const endpoint = ['--azure-arm-endpoint', granting.url, '--format', 'json', '--verbose'];
    const { stdout: report } = await loaded(['check', ids.project, ...endpoint], environment());
    await granting.close();
    expect(JSON.parse(report)).toMatchObject({ summary: { byStatus: { unknown: 0, error: 0 }, missingPermissions: [] } });
    expect(Actions.filter((action) => !/^Microsoft\.[\w/.]+\/read$/.test(action))).toEqual([]);
  });

  it('records a project with its hub, and judges the recording as it judges the project itself', async () => {
    const output = join(folder, 'recorded');
    const endpoint = ['--azure-arm-endpoint', fake.url];
    const recorded = await loaded(['record', ids.project, '--output', output, ...endpoint], environment());
    expect(recorded.stderr).toContain(`recorded ${ids.project} to`);
    expect(recorded.code).toBe(0);
    const [name = '', ...more] = readdirSync(output);
    expect(more).toEqual([]);
    const file = join(output, name);
    const text = readFileSync(file, 'utf8');
    expect(JSON.parse(text)).toMatchObject({
      provider: 'azure-ai',
      target: { uri: ids.project, resourceId: ids.project },
      facets: {
        hub: { state: 'present', value: { id: ids.hub } },
        vaults: { state: 'present' },
        roleDefinitions: { state: 'present' },
      },
    });
    for (const hidden of [secret, entraToken, telemetryKey]) expect(text + recorded.stderr).not.toContain(hidden);

    const live = await loaded(['check', ids.project, '--format', 'json', '--baseline', file, ...endpoint], environment());
    const replayed = await loaded(['check', file, '--format', 'json', '--baseline', file]);
    const findings = (stdout: string): unknown => (JSON.parse(stdout) as { findings: unknown }).findings;
    expect(findings(live.stdout)).toEqual(findings(replayed.stdout));
    expect(live.stdout).toContain('azure-ai/');
    expect(live.stdout).not.toContain(telemetryKey);
    expect(replayed.inputs.filter((input) => /node_modules\/@azure\//.test(input))).toEqual([]);
    expect(live.inputs.filter((input) => /node_modules\/(?:@aws-sdk|@google-cloud|@azure\/storage-blob)\//.test(input))).toEqual(
      [],
    );
  });
});
