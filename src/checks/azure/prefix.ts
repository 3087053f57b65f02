import { prefixCheck } from '../support/any/prefix.ts';

export const azurePrefix = prefixCheck('azure');
