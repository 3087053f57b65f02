import type { Case } from '../bucket-state.ts';
import { compliantCases } from './compliant.ts';
import { keyCases } from './keys.ts';
import { networkCases } from './networks.ts';
import { policyCases } from './policies.ts';
import { bucketCases, dataCases } from './settings.ts';

/** Every end-to-end case: fixtures, the fake server and the emulators all run these. */
export const cases: readonly Case[] = [
  ...compliantCases,
  ...dataCases,
  ...keyCases,
  ...policyCases,
  ...networkCases,
  ...bucketCases,
];
