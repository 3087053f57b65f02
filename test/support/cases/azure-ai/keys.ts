import type { AzureAiCase } from '../../fake-azure/ai-record.ts';
import { ids, keyVersion, workspaceEncryption, type AiWorld, type Json } from '../../fake-azure/ai-world.ts';
import { change, fault, propertiesOf, serviceSide, without, shared } from './base.ts';

const pinned = `${ids.key}/versions/${keyVersion}`;
/** The newest version is the one that the hub names. */
const key = (properties: Json): AiWorld =>
  change(change(serviceSide(), ids.key, properties), pinned, { ...properties, rotationPolicy: undefined });
const attributes = (more: Json): AiWorld => {
  const before = propertiesOf(serviceSide(), ids.key)['attributes'];
  return key({ attributes: { ...(typeof before === 'object' ? before : {}), ...more } });
};

export const azureAiKeyCases: readonly AzureAiCase[] = [
  fault({
    name: 'key-disabled',
    about: 'the key is disabled',
    world: attributes({ enabled: false }),
    fails: ['azure-ai/key-enabled', ...shared],
    exit: 1,
  }),
  fault({
    name: 'key-deleted',
    about: 'the key does not exist in the vault',
    world: without(serviceSide(), ids.key),
    fails: ['azure-ai/key-enabled', ...shared],
    exit: 1,
  }),
  fault({
    name: 'key-elliptic',
    about: 'the key is an elliptic one',
    world: key({ kty: 'EC', keySize: undefined, curveName: 'P-256' }),
    fails: ['azure-ai/key-type', ...shared],
    exit: 1,
  }),
  fault({
    name: 'key-3072',
    about: 'a key of 3072 bits, which the documents of hubs do not take',
    world: key({ keySize: 3072 }),
    fails: ['azure-ai/key-size'],
    exit: 1,
  }),
  fault({
    name: 'key-no-unwrap',
    about: 'the key may wrap and not unwrap',
    world: key({ keyOps: ['wrapKey'] }),
    fails: ['azure-ai/key-operations', ...shared],
    exit: 1,
  }),
  fault({
    name: 'key-expired',
    about: 'the key expired',
    world: attributes({ exp: 1_743_465_600 }),
    fails: ['azure-ai/key-validity', ...shared],
    exit: 1,
  }),
  fault({
    name: 'key-no-expiry',
    about: 'the key has no expiration date',
    world: attributes({ exp: undefined }),
    fails: ['azure-ai/key-expiry'],
    exit: 0,
  }),
  fault({
    name: 'key-not-rotated',
    about: 'the key has no rotation policy',
    world: key({ rotationPolicy: undefined }),
    fails: ['azure-ai/key-rotation'],
    exit: 1,
  }),
  fault({
    name: 'key-version-lags',
    about: 'the hub names a version of the key that is no longer the current one',
    world: key({ keyUriWithVersion: 'https://acme-cmk.vault.azure.net:443/keys/ai/00112233445566778899aabbccddeeff' }),
    fails: ['azure-ai/key-version'],
    exit: 1,
  }),
  fault({
    name: 'key-version-disabled',
    about: 'the hub names a version of the key that is disabled, and a newer one is enabled',
    world: change(
      change(serviceSide(), ids.key, {
        keyUriWithVersion: 'https://acme-cmk.vault.azure.net:443/keys/ai/00112233445566778899aabbccddeeff',
      }),
      pinned,
      { attributes: { enabled: false, exp: 1_830_000_000, recoveryLevel: 'Recoverable' } },
    ),
    fails: ['azure-ai/key-enabled', 'azure-ai/key-version'],
    exit: 1,
  }),
  fault({
    name: 'key-purgeable',
    about: 'the key can be purged although the vault tells of purge protection',
    world: attributes({ recoveryLevel: 'Recoverable+Purgeable' }),
    fails: ['azure-ai/key-recoverable'],
    exit: 1,
  }),
  fault({
    name: 'key-of-another-vault',
    about: 'the hub names a vault and a key of another one',
    world: change(serviceSide(), ids.hub, {
      encryption: workspaceEncryption({
        keyVaultProperties: { keyVaultArmId: ids.vault, keyIdentifier: 'https://acme-other.vault.azure.net/keys/ai' },
      }),
    }),
    fails: ['azure-ai/key-reference'],
    exit: 1,
  }),
];
