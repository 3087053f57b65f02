import { shown } from '../../core/shown.ts';

/** Rules of a name with digits, dots and hyphens that S3 and Cloud Storage share. */
function dnsProblem(name: string): string | undefined {
  const impossible = `no bucket can be named ${shown(name)}`;
  if (!/^[a-z0-9].*[a-z0-9]$/.test(name)) return `${impossible}: expected a letter or digit at both ends`;
  if (name.includes('..')) return `${impossible}: expected no two dots in a row`;
  if (/^\d+\.\d+\.\d+\.\d+$/.test(name)) return `${impossible}: expected a name that is not formatted as an IP address`;
  return undefined;
}

/** Why no bucket of Amazon S3 can have this name; undefined when one can. Rules: "General purpose bucket naming rules" of Amazon S3. */
export function s3NameProblem(name: string): string | undefined {
  const impossible = `no bucket can be named ${shown(name)}`;
  if (name.length < 3 || name.length > 63) return `${impossible}: expected 3 to 63 characters, found ${name.length}`;
  if (!/^[a-z0-9.-]+$/.test(name)) return `${impossible}: expected lowercase letters, digits, hyphens and dots only`;
  const problem = dnsProblem(name);
  if (problem !== undefined) return problem;
  if (/^(?:xn--|sthree-|amzn-s3-demo-)/.test(name)) return `${impossible}: S3 reserves that beginning`;
  if (/(?:-s3alias|--ol-s3|\.mrap)$/.test(name)) return `${shown(name)} names an access point; expected the bucket behind it`;
  if (/(?:--x-s3|--table-s3)$/.test(name))
    return `${shown(name)} is a directory or table bucket; expected a general purpose bucket`;
  return undefined;
}

/** The same for Cloud Storage. Rules: "Bucket naming requirements" of Cloud Storage. */
export function gcsNameProblem(name: string): string | undefined {
  const impossible = `no bucket can be named ${shown(name)}`;
  if (!/^[a-z0-9._-]+$/.test(name))
    return `${impossible}: expected lowercase letters, digits, hyphens, underscores and dots only`;
  const longest = name.includes('.') ? 222 : 63;
  if (name.length < 3 || name.length > longest) return `${impossible}: expected 3 to ${longest} characters, found ${name.length}`;
  if (name.split('.').some((part) => part.length > 63)) return `${impossible}: expected at most 63 characters between dots`;
  return /^goog|google|g00gle/.test(name) ? `${impossible}: Cloud Storage reserves goog and google` : dnsProblem(name);
}

/** The same for servers that speak the S3 API: some allow what S3 does not, so only what no URL can carry is refused. */
export const compatibleNameProblem = (name: string): string | undefined =>
  /^[\w.-]{1,255}$/.test(name) && !/^\.+$/.test(name)
    ? undefined
    : `no bucket can be named ${shown(name)}: expected letters, digits, dots, hyphens and underscores only`;
