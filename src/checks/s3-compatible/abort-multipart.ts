import { serverLifecycle } from '../support/s3/server-lifecycle.ts';
import { abortMultipartCheck } from '../support/s3/lifecycle-checks.ts';

export const abortMultipart = abortMultipartCheck(serverLifecycle);
