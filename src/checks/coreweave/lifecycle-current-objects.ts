import { coreweaveLifecycle } from '../support/coreweave/lifecycle.ts';
import { currentObjectsCheck } from '../support/s3/lifecycle-checks.ts';

export const lifecycleCurrentObjects = currentObjectsCheck(coreweaveLifecycle);
