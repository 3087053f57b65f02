import type { Severity } from './check.ts';

export interface Gate {
  readonly failOn: Severity | 'none';
  readonly strict: boolean;
  readonly allowUnknown: boolean;
}

export const defaultGate: Gate = { failOn: 'medium', strict: false, allowUnknown: false };
