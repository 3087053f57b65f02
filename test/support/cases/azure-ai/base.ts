import type { AzureAiCase } from '../../fake-azure/ai-record.ts';
import { foundryAccount, ids, legacyHub, serviceSideHub, type AiWorld, type Json } from '../../fake-azure/ai-world.ts';

const approved: Json = {
  publicNetworkAccess: 'Disabled',
  privateEndpointConnections: [
    {
      id: `${ids.hub}/privateEndpointConnections/acme`,
      name: 'acme',
      properties: { provisioningState: 'Succeeded', privateLinkServiceConnectionState: { status: 'Approved' } },
    },
  ],
};

/** The properties of a document with some changed; `undefined` takes a member away. */
export const change = (world: AiWorld, id: string, properties: Json): AiWorld => {
  const document = world.documents[id] ?? {};
  return {
    ...world,
    documents: { ...world.documents, [id]: { ...document, properties: { ...propertiesOf(world, id), ...properties } } },
  };
};

export const propertiesOf = ({ documents }: AiWorld, id: string): Json => {
  const properties = documents[id]?.['properties'];
  return typeof properties === 'object' && properties !== null ? { ...properties } : {};
};

/** A document with members beside its properties changed. */
export const changeDocument = (world: AiWorld, id: string, members: Json): AiWorld => ({
  ...world,
  documents: { ...world.documents, [id]: { ...world.documents[id], ...members } },
});

export const without = (world: AiWorld, id: string): AiWorld => ({
  ...world,
  documents: Object.fromEntries(Object.entries(world.documents).filter(([path]) => path !== id)),
});

export const withList = (world: AiWorld, path: string, items: readonly Json[]): AiWorld => ({
  ...world,
  lists: { ...world.lists, [path]: [...items] },
});

/** Worlds in which every check passes that can pass. */
export const serviceSide = (): AiWorld => change(serviceSideHub(), ids.hub, approved);
export const managedGroupHub = (): AiWorld => change(legacyHub(), ids.hub, approved);
export const foundry = (): AiWorld => change(foundryAccount(), ids.account, approved);

/** The hub with service-side encryption, with one change. */
export const fault = (
  given: Pick<AzureAiCase, 'name' | 'about' | 'fails' | 'exit'> &
    Partial<Pick<AzureAiCase, 'denied' | 'declared' | 'faults' | 'world'>>,
): AzureAiCase => ({ world: serviceSide(), declared: {}, ...given });

/** The same world with an id spelled otherwise everywhere. */
export function renamed(world: AiWorld, from: string, to: string): AiWorld {
  const text = JSON.stringify(world);
  return JSON.parse(text.replaceAll(from, to)) as AiWorld;
}

/** What fails with the vault or the key, because the dependent resources use them too. */
export const shared = ['azure-ai/dependent-keys'];
