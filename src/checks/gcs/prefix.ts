import { prefixCheck } from '../support/any/prefix.ts';

export const gcsPrefix = prefixCheck('gcs');
