import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/cli/settings/config.ts';
import { parseTarget } from '../../../src/cli/target/index.ts';
import { evidenceFileName } from '../../../src/providers/recorded/write.ts';
import { runCli } from '../../support/run-cli.ts';

const subscription = '11111111-2222-4333-8444-555555555555';
const hub = `/subscriptions/${subscription}/resourceGroups/Acme-ML/providers/Microsoft.MachineLearningServices/workspaces/acme-hub`;
const client = 'aaaaaaaa-1111-4111-8111-aaaaaaaaaaaa';

describe('a target on Azure', () => {
  it.each([
    ['az://acmestorage/wandb', { uri: 'az://acmestorage/wandb', bucket: 'wandb', account: 'acmestorage' }],
    ['AZ://acmestorage/wandb/', { uri: 'az://acmestorage/wandb', bucket: 'wandb', account: 'acmestorage' }],
    [
      'az://acmestorage/wandb/team a/b@c//',
      { uri: 'az://acmestorage/wandb/team a/b@c', bucket: 'wandb', prefix: 'team a/b@c', account: 'acmestorage' },
    ],
  ])('%s', (written, ref) => {
    expect(parseTarget(written, '.')).toEqual({ kind: 'live', provider: 'azure', ref });
  });

  it('is one resource, however its id is spelled', () => {
    const ref = { uri: hub, bucket: 'acme-hub', resourceId: hub };
    const spelled = [
      hub,
      `${hub}/`,
      hub
        .replace('/resourceGroups/', '/resourcegroups/')
        .replace('Microsoft.MachineLearningServices', 'microsoft.machinelearningservices'),
      hub.replace('/subscriptions/', '/SUBSCRIPTIONS/').replace('workspaces', 'Workspaces'),
    ];
    for (const written of spelled) expect(parseTarget(written, '.')).toEqual({ kind: 'live', provider: 'azure-ai', ref });
  });

  it('may be in a resource group with letters of any language', () => {
    const id = hub.replace('Acme-ML', 'Größe_(ml).1');
    expect(parseTarget(id, '.')).toMatchObject({ ref: { uri: id } });
  });

  it('a path that only looks alike is a path', () => {
    expect(parseTarget('subscriptions/prod.json', '.').kind).toBe('recorded');
    expect(parseTarget('/subscription/prod.json', '.').kind).toBe('recorded');
  });

  it('has a file of its own for each account and resource group', () => {
    const name = (target: Parameters<typeof evidenceFileName>[0]['target']): string =>
      evidenceFileName({ provider: 'azure', target });
    expect(name({ uri: '', bucket: 'wandb', account: 'acmestorage' })).toBe('azure+acmestorage+wandb.evidence.json');
    // Two subscriptions may have a group of the same name.
    const other = hub.replace(subscription, '22222222-2222-4333-8444-555555555555');
    const [first, second] = [hub, other].map((id) => name({ uri: id, bucket: 'acme-hub', resourceId: id }));
    expect(first).toMatch(/^azure\+acme-ml\+acme-hub\+[0-9a-f]{12}\.evidence\.json$/);
    expect(second).not.toBe(first);
  });
});

describe('the configuration of Azure', () => {
  it('takes what no API of Azure tells', () => {
    const text = `
defaults: { tenant: ${subscription}, access: managed-identity, issuer: "https://oidc.acme.example/" }
targets:
  - target: az://acmestorage/wandb
    principal: ${client}
    subscription: ${subscription}
    azureCloud: usgov
  - target: ${hub}
    sensitiveData: true
    kmsKey: https://acme-cmk.vault.azure.net/keys/ai
`;
    expect(parseConfig(text).targets).toEqual([
      { target: 'az://acmestorage/wandb', principal: client, subscription, azureCloud: 'usgov' },
      { target: hub, sensitiveData: true, kmsKey: 'https://acme-cmk.vault.azure.net/keys/ai' },
    ]);
  });

  it.each([
    ['defaults: { tenant: acme.example }', /1:21: defaults.tenant: expected the id of a Microsoft Entra tenant/],
    ['defaults: { issuer: oidc.acme.example }', /defaults.issuer: expected the URL of an OIDC issuer/],
    ['defaults: { access: key }', /defaults.access: expected one of account-key, managed-identity/],
    [
      'targets: [{ target: "az://acmestorage/wandb", subscription: prod }]',
      /subscription: expected the id of an Azure subscription/,
    ],
    ['targets: [{ target: "az://acmestorage/wandb", azureCloud: german }]', /azureCloud: expected one of public, usgov, china/],
    ['targets: [{ target: "az://acmestorage" }]', /the container is missing/],
    ['targets: [{ target: "az://acmestorage/wandb", tennant: x }]', /unknown key \(did you mean tenant\?\)/],
  ])('%s', (text, expected) => {
    expect(() => parseConfig(text)).toThrow(expected);
  });
});

describe('permissions on Azure', () => {
  it('are a custom role and the commands that assign it', async () => {
    const argv = ['permissions', 'az://acmestorage/wandb', '--subscription', subscription, '--principal', client];
    const { code, stdout } = await runCli(argv);
    expect(code).toBe(0);
    const json = /<<EOF\n([\s\S]*?)\nEOF\n/.exec(stdout)?.[1] ?? '';
    const role: unknown = JSON.parse(json.replaceAll('$SUBSCRIPTION', subscription));
    expect(role).toMatchObject({
      IsCustom: true,
      NotActions: [],
      DataActions: [],
      AssignableScopes: [`/subscriptions/${subscription}`],
    });
    const { Actions: actions } = role as { readonly Actions: readonly string[] };
    expect(actions).toContain('Microsoft.Storage/storageAccounts/blobServices/read');
    expect(actions.filter((action) => !action.endsWith('/read') || action.includes('*'))).toEqual([]);
    expect(stdout).toContain(`SUBSCRIPTION=${subscription}\n`);
    expect(stdout.match(/^az role definition create /gm)).toHaveLength(1);
    expect(stdout.match(/^az role assignment create /gm)).toHaveLength(2);
  });

  it('of a hub name its subscription, and read keys without using them', async () => {
    const { code, stdout } = await runCli(['permissions', hub]);
    expect(code).toBe(0);
    expect(stdout).toContain(`SUBSCRIPTION=${subscription}\n`);
    expect(stdout).toContain('"Microsoft.KeyVault/vaults/keys/read"');
    expect(stdout).not.toMatch(/wrap|list(?:keys|secrets)/i);
  });

  it('need no account for a role on the whole subscription', async () => {
    const { code, stdout } = await runCli(['permissions', '--provider', 'azure']);
    expect(code).toBe(0);
    expect(stdout).toContain('--scope "/subscriptions/$SUBSCRIPTION"');
  });
});
