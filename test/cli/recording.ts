/** A recording as text: one bucket whose versioning is known, and whatever else a test adds. */
export function recording(facets: Readonly<Record<string, unknown>> = {}, more: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    kind: 'byob-audit/evidence',
    schemaVersion: 1,
    provider: 'aws',
    target: { uri: 's3://acme-wandb', bucket: 'acme-wandb' },
    collectedAt: '2026-11-01T00:00:00.000Z',
    tool: { name: 'byob-audit', version: '0.1.0' },
    facets: { versioning: { state: 'present', value: { Status: 'Enabled' } }, ...facets },
    ...more,
  });
}

export const versioned = recording();
export const unversioned = recording({ versioning: { state: 'present', value: {} } });
export const denied = recording({
  versioning: { state: 'unreadable', cause: 'access-denied', code: 'AccessDenied', status: 403 },
});

/** Arguments that leave one check, so that a test does not depend on what the others say. */
export const onlyVersioning = ['--select', 'aws/versioning'] as const;
