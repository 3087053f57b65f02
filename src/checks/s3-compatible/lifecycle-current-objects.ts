import { currentObjectsCheck } from '../support/s3/lifecycle-checks.ts';

export const lifecycleCurrentObjects = currentObjectsCheck('s3-compatible');
