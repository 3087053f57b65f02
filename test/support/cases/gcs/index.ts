import type { GcsCase } from '../../fake-gcs/index.ts';
import { compliantGcsCases } from './compliant.ts';
import { gcsIamCases } from './iam.ts';
import { gcsSettingCases } from './settings.ts';

/** Every end-to-end case of Cloud Storage. */
export const gcsCases: readonly GcsCase[] = [...compliantGcsCases, ...gcsIamCases, ...gcsSettingCases];
