import { prefixCheck } from '../support/any/prefix.ts';

export const prefix = prefixCheck('aws');
