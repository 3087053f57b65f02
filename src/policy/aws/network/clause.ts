import type { Clause } from '../document/model.ts';
import { isNetworkKey } from '../request/keys.ts';

/** True for a condition that holds outside of the networks that it lists: in a Deny it lets only these through. */
export const isAllowList = ({ lowerKey, negated, comparison, values }: Clause): boolean =>
  isNetworkKey(lowerKey) &&
  // "Must come through some endpoint" lists all endpoints; "must have an address" lists nothing.
  (negated ||
    (comparison === 'null' && lowerKey !== 'aws:sourceip' && values.every(({ source }) => source.toLowerCase() === 'true')));
