import type { Check } from '../core/check.ts';
import { versioning } from './aws/versioning.ts';

/** Every check, in report order. */
export const checks: readonly Check[] = [versioning];
