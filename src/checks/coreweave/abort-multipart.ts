import { coreweaveLifecycle } from '../support/coreweave/lifecycle.ts';
import { abortMultipartCheck } from '../support/s3/lifecycle-checks.ts';

export const abortMultipart = abortMultipartCheck(coreweaveLifecycle);
