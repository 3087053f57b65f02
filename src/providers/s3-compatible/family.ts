import type { ServerFamily } from '../../evidence/s3-compatible.ts';

const byServerHeader: readonly (readonly [RegExp, ServerFamily])[] = [
  [/^minio.{0,20}aistor|^aistor/i, 'aistor'],
  [/^minio/i, 'minio'],
  [/^ceph/i, 'ceph'],
  [/^seaweedfs/i, 'seaweedfs'],
  [/^garage/i, 'garage'],
];

/**
 * Which program answers, as far as its answers tell. Ceph before 19 sends no `Server` header; its request ids are a
 * transaction, a time, and the names of the gateway and the zone.
 */
export function familyOf(headers: Readonly<Record<string, string | undefined>>, host: string): ServerFamily | undefined {
  const server = headers['server'] ?? '';
  const named = byServerHeader.find(([pattern]) => pattern.test(server))?.[1];
  if (named !== undefined) return named;
  if (host.endsWith('.r2.cloudflarestorage.com')) return 'r2';
  if (headers['x-openstack-request-id'] !== undefined || headers['x-trans-id'] !== undefined) return 'swift';
  return /^tx[0-9a-f]{21}-[0-9a-f]{10}-[0-9a-f]+-[\w.-]+$/.test(headers['x-amz-request-id'] ?? '') ? 'ceph' : undefined;
}
