import type { Check } from '../core/check.ts';
import { storeUriRules, type StoreUriCode } from '../requirements/store-uri.ts';
import { uriRuleCheck } from './support/uri/rule.ts';

/** The checks of storage URIs, in report order: one for each rule of the table. */
export const uriChecks: readonly Check[] = (Object.keys(storeUriRules) as StoreUriCode[]).map(uriRuleCheck);
