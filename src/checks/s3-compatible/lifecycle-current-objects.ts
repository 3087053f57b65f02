import { serverLifecycle } from '../support/s3/server-lifecycle.ts';
import { currentObjectsCheck } from '../support/s3/lifecycle-checks.ts';

export const lifecycleCurrentObjects = currentObjectsCheck(serverLifecycle);
