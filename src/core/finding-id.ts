import { hash } from 'node:crypto';
import type { Finding } from './finding.ts';

/** Stable id of a finding: 16 hexadecimal digits of SHA-256 over check, target and message key. */
export const findingId = (finding: Finding): string =>
  hash('sha256', `${finding.check}\n${finding.target}\n${finding.key}`, 'hex').slice(0, 16);
