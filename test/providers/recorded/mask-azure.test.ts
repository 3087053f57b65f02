import { describe, expect, it } from 'vitest';
import { checks } from '../../../src/checks/all.ts';
import { evaluate } from '../../../src/core/evaluate.ts';
import { newestEdition } from '../../../src/evidence/declared.ts';
import type { Evidence } from '../../../src/evidence/index.ts';
import { parseEvidence } from '../../../src/evidence/parse.ts';
import { maskAccounts } from '../../../src/providers/recorded/mask.ts';
import { suites } from '../../support/cases/index.ts';

const verdicts = (evidence: Evidence) =>
  evaluate(evidence, checks, {
    ...evidence.declared,
    edition: newestEdition,
    target: evidence.target,
    collectedAt: Date.parse(evidence.collectedAt),
  }).map(({ check, status, severity }) => [check, status, severity]);

const recordings = suites
  .filter(({ provider }) => provider === 'azure' || provider === 'azure-ai')
  .flatMap(({ cases }) => cases.filter(({ name }) => /compliant|terraform|aistudio|denied/.test(name)));

describe.each(recordings)('the ids of Azure in $name', ({ record }) => {
  it('are masked everywhere, and no verdict changes', async () => {
    const evidence = await record();
    const masked = maskAccounts(evidence);
    const text = JSON.stringify(masked);
    const subscriptions = new Set(
      [...JSON.stringify(evidence).matchAll(/\/subscriptions\/([0-9a-f-]{36})/gi)].map(([, id = '']) => id.toLowerCase()),
    );
    expect(subscriptions.size).toBeGreaterThan(0);
    expect(text).not.toContain('5e1f0000-0000-4000-8000-0000000000aa');
    for (const id of subscriptions) expect(text.toLowerCase()).not.toContain(id);
    expect(text).toContain('00000000-0000-4000-a000-000000000001');
    expect(verdicts(masked)).toEqual(verdicts(evidence));
    expect(await parseEvidence(JSON.parse(text))).toMatchObject({ ok: true });
  });
});
