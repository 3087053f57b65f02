/** Keys that tell the network of a request (IAM user guide, "Properties of the network"). */
const networkKeys = new Set([
  'aws:sourceip',
  'aws:sourcevpc',
  'aws:sourcevpcarn',
  'aws:sourcevpce',
  'aws:vpcsourceip',
  'aws:vpceaccount',
  'aws:vpceorgid',
  'aws:vpceorgpaths',
]);

/** @param key in lower case */
export const isNetworkKey = (key: string): boolean => networkKeys.has(key);
