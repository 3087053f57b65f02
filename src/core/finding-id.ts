import { hash } from 'node:crypto';
import type { Finding } from './finding.ts';

/**
 * Stable id of a finding: 16 hexadecimal digits of SHA-256 over check, target and message key, and the file where it points
 * into one: two documents for one bucket may have the same wrong.
 */
export const findingId = ({ check, target, key, location }: Finding): string =>
  hash('sha256', [check, target, key, ...(location === undefined ? [] : [location.file])].join('\n'), 'hex').slice(0, 16);
