import { describe, expect, it } from 'vitest';
import { azureAiFacets } from '../../../src/evidence/azure-ai.ts';
import { parseEvidence } from '../../../src/evidence/parse.ts';
import { aiRoutes } from '../../support/fake-azure/ai-routes.ts';
import { foundryAccount, ids, legacyHub, type AiWorld } from '../../support/fake-azure/ai-world.ts';
import { run, valueOf } from './support.ts';

/** Every string of a document replaced. */
function withTexts(value: unknown, text: string): unknown {
  if (typeof value === 'string') return text;
  if (Array.isArray(value)) return value.map((item) => withTexts(item, text));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withTexts(member, text)]));
}

const texts = [
  '../../../../metadata',
  'https://attacker.example/keys/ai',
  '/subscriptions/x/resourceGroups/y/providers/Microsoft.KeyVault/vaults/..',
  '__proto__',
  '\u0000\u202e\u001b[31m',
  'a'.repeat(100_000),
  '',
];

describe.each([
  ['a hub', () => legacyHub()],
  ['an account', () => foundryAccount()],
] as const)('answers about %s that mean no good', (_, make: () => AiWorld) => {
  const operations = [...new Set(aiRoutes(make()).map(({ operation }) => operation))];

  it.each(['[]', '{}', '{"value":[null,1,"x",{}]}', '{"id":1,"properties":[]}', '{"properties":{"encryption":"yes"}}', 'null'])(
    'of the wrong shape (%s) become no value that anybody could mistake',
    async (body) => {
      for (const operation of operations) {
        const { evidence } = await run(make(), { faults: { [operation]: { body: JSON.parse(body) as unknown } } });
        expect(Object.keys(evidence.facets)).toEqual(Object.keys(azureAiFacets));
        expect(await parseEvidence(JSON.parse(JSON.stringify(evidence))), operation).toEqual({ ok: true, evidence });
      }
    },
  );

  it.each(texts.map((text) => [text.slice(0, 40), text]))('with texts like %j lead nowhere else', async (_, text) => {
    for (const { operation, path, body } of aiRoutes(make())) {
      if (!path.includes('acme-hub') && !path.includes('acme-foundry') && !path.includes('/connections')) continue;
      const answer = typeof body === 'function' ? make().documents[path] : body;
      if (answer === undefined) continue;
      const fault = { body: { ...(withTexts(answer, text) as object), id: path } };
      const { evidence, requests, vaults } = await run(make(), { faults: { [operation]: fault } });
      expect(vaults).toEqual([]);
      expect(requests.filter((request) => !request.path.startsWith('/subscriptions/'))).toEqual([]);
      expect(await parseEvidence(JSON.parse(JSON.stringify(evidence)))).toEqual({ ok: true, evidence });
    }
  });
});

describe('a list without end', () => {
  it('is given up, and nothing is concluded from it', async () => {
    const world = legacyHub();
    const { evidence } = await run(world, {
      faults: {
        [`${ids.hub.split('/providers/')[1]}/connections`]: { body: { value: [], nextLink: 'nonsense' } },
      },
    });
    expect(evidence.facets.connections).toMatchObject({ state: 'unreadable', cause: 'not-understood' });
    expect(valueOf(evidence, 'accounts')).toMatchObject([{ answer: { cause: 'prerequisite', needs: 'connections' } }]);
  });
});
