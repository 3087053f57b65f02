import type { CheckMeta } from '../../../core/check.ts';
import type { ProviderName } from '../../../evidence/index.ts';

/** What the checks of lifecycle rules that take current objects away say of themselves, whoever the provider is. */
export const currentObjectsMeta = (provider: ProviderName) =>
  ({
    id: `${provider}/lifecycle-current-objects`,
    severity: 'high',
    rows: ['GEN-04'],
    tags: ['data-protection'],
    controls: { 'nist-800-53-r5': ['SI-12', 'CP-9'] },
  }) as const satisfies Partial<CheckMeta>;

/** What the checks of rules that abort unfinished uploads say of themselves. */
export const abortMultipartMeta = (provider: ProviderName) =>
  ({
    id: `${provider}/abort-multipart`,
    title: 'Unfinished uploads are not aborted while their URLs are valid',
    remediation: 'Abort unfinished uploads after some days, for example 7.',
    source: [{ document: 'S004', edition: '2025-03', inferred: true }],
    rows: ['GEN-05'],
    tags: ['data-protection', 'cost'],
  }) as const satisfies Partial<CheckMeta>;
