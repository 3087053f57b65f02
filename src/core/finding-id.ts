import { createHash } from 'node:crypto';
import type { Finding } from './finding.ts';

/** Stable id of a finding: 16 hexadecimal digits of SHA-256 over check, target and message key. */
export const findingId = (finding: Finding): string =>
  createHash('sha256').update(`${finding.check}\n${finding.target}\n${finding.key}`).digest('hex').slice(0, 16);
