/** Why no store can have this name, as the end of a sentence; undefined when one can. */
export type NameProblem = string | undefined;

const ends = /^[a-z0-9](?:.*[a-z0-9])?$/;

/** "General purpose bucket naming rules" of Amazon S3. */
export function s3BucketProblem(name: string): NameProblem {
  if (name.length < 3 || name.length > 63) return `has ${name.length} characters; expected 3 to 63`;
  if (!/^[a-z0-9.-]+$/.test(name)) return 'has characters besides lowercase letters, digits, hyphens and dots';
  if (!ends.test(name)) return 'begins or ends with a hyphen or a dot';
  if (name.includes('..')) return 'has two dots in a row';
  return /^\d+\.\d+\.\d+\.\d+$/.test(name) ? 'has the form of an IP address' : undefined;
}

/** "Bucket names" of Google Cloud Storage: up to 222 characters where dots divide it. */
export function googleBucketProblem(name: string): NameProblem {
  if (name.length < 3 || name.length > 222 || name.split('.').some((label) => label.length > 63)) {
    return `has ${name.length} characters; expected 3 to 63`;
  }
  if (!/^[a-z0-9._-]+$/.test(name)) return 'has characters besides lowercase letters, digits, hyphens, underscores and dots';
  return ends.test(name) ? undefined : 'begins or ends with another character than a letter or digit';
}

/** Row CW-10 of the catalogue. */
export function coreweaveBucketProblem(name: string): NameProblem {
  if (name.length < 3 || name.length > 63) return `has ${name.length} characters; expected 3 to 63`;
  if (!/^[a-z0-9-]+$/.test(name)) return 'has characters besides lowercase letters, digits and hyphens';
  if (!ends.test(name)) return 'begins or ends with a hyphen';
  return /^(?:cw-|vip-|log-stitcher-ch-|xn--)/.test(name) || name === 'int' ? 'is reserved by CoreWeave' : undefined;
}

export const azureAccountProblem = (name: string): NameProblem =>
  /^[a-z0-9]{3,24}$/.test(name) ? undefined : 'is not 3 to 24 lowercase letters and digits';

export const azureContainerProblem = (name: string): NameProblem =>
  name.length >= 3 && name.length <= 63 && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name)
    ? undefined
    : 'is not 3 to 63 lowercase letters, digits and single hyphens';

/** The form of the name of an AWS region. */
export const isAwsRegion = (written: string): boolean => /^[a-z]{2,4}(?:-[a-z]+){1,3}-\d{1,2}$/.test(written);
