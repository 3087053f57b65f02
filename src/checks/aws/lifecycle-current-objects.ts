import { awsLifecycle } from '../support/aws/lifecycle.ts';
import { currentObjectsCheck } from '../support/s3/lifecycle-checks.ts';

export const lifecycleCurrentObjects = currentObjectsCheck(awsLifecycle);
