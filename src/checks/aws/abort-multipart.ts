import { awsLifecycle } from '../support/aws/lifecycle.ts';
import { abortMultipartCheck } from '../support/s3/lifecycle-checks.ts';

export const abortMultipart = abortMultipartCheck(awsLifecycle);
