import { idKey } from './ids.ts';
import type { ArmPort } from './port.ts';

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const member = (value: unknown, name: string): unknown => (isObject(value) ? value[name] : undefined);

const apiVersion = '2023-07-01';

/**
 * Metadata of a key, or of one version of it. Resource Manager is asked, for which Reader is enough; the vault itself
 * only where Resource Manager refuses, because that takes rights on data and a way through the vault's firewall.
 * @param id resource id of the key; `/versions/…` at its end for one version
 */
export async function readKey(port: ArmPort, id: string, host: string | undefined): Promise<unknown> {
  try {
    const body = await port.get(id, apiVersion);
    return isObject(body) ? { ...body, source: 'resource-manager' } : body;
  } catch (error) {
    const failure = port.failureOf(error);
    const answer = failure.cause === 'access-denied' ? await fromVault(port, id, host).catch(() => undefined) : undefined;
    // The first refusal is the one whose permission is least.
    if (answer === undefined) throw error;
    return answer;
  }
}

async function fromVault(port: ArmPort, id: string, host: string | undefined): Promise<unknown> {
  const [, name, version] = /\/keys\/([^/]+)(?:\/versions\/([^/]+))?$/.exec(id) ?? [];
  if (host === undefined || name === undefined) return undefined;
  const body = await port.vault(host, version === undefined ? `/keys/${name}` : `/keys/${name}/${version}`);
  const key = member(body, 'key');
  if (!isObject(key)) return undefined;
  const policy = version === undefined ? await rotationPolicy(port, host, name) : {};
  const modulus = key['n'];
  return {
    id,
    name,
    source: 'key-vault',
    properties: {
      kty: key['kty'],
      keyOps: key['key_ops'],
      curveName: key['crv'],
      keyUriWithVersion: key['kid'],
      attributes: member(body, 'attributes'),
      ...(typeof modulus === 'string' ? { keySize: Buffer.from(modulus, 'base64url').length * 8 } : {}),
      ...policy,
    },
  };
}

/** A vault answers with a policy that only notifies where none was made. */
async function rotationPolicy(port: ArmPort, host: string, name: string): Promise<Json> {
  try {
    return { rotationPolicy: await port.vault(host, `/keys/${name}/rotationpolicy`) };
  } catch {
    return { rotationPolicyUnread: true };
  }
}

/**
 * The resource id of the vault with this host in a subscription.
 * @returns undefined when the subscription shows no such vault
 */
export async function findVault(port: ArmPort, subscription: string, host: string): Promise<string | undefined> {
  const [name = '', service = ''] = host.split('.');
  const type = service === 'managedhsm' ? 'managedHSMs' : 'vaults';
  const vaults = await port.list(`/subscriptions/${subscription}/providers/Microsoft.KeyVault/${type}`, apiVersion);
  const ids = vaults.map((vault) => member(vault, 'id')).filter((id) => typeof id === 'string');
  return ids.find((id) => idKey(id).endsWith(`/microsoft.keyvault/${type}/${name}`.toLowerCase()));
}
