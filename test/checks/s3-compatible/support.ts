import type { FacetValue } from '../../../src/evidence/index.ts';

/** What a HEAD without credentials tells of an ordinary server behind TLS. */
export const server = (more: Partial<FacetValue<'s3-compatible', 'server'>> = {}): FacetValue<'s3-compatible', 'server'> => ({
  status: 403,
  receivedAt: '2026-11-21T12:00:00.000Z',
  date: 'Sat, 21 Nov 2026 12:00:00 GMT',
  tls: { authorized: true, protocol: 'TLSv1.3' },
  ...more,
});

export const ceph = server({ family: 'ceph' });
export const minio = server({ family: 'minio', server: 'MinIO' });

/** The target with another endpoint. */
export const at = (endpoint: string): { readonly target: { uri: string; bucket: string; endpoint: string } } => ({
  target: { uri: 's3://acme-wandb', bucket: 'acme-wandb', endpoint },
});
