import { at, behind, finding, mostRepeats, type StoreUriRule, type StoreUriFinding } from './finding.ts';
import { authorityIsPlausible } from './hosts.ts';
import { decoded } from './mask.ts';
import type { StoreUri } from './model.ts';
import { lacksAt, portIsBad } from './parse.ts';
import { slice, type TextRange } from './range.ts';
import { hasPlaceholder, wholePlaceholder } from './placeholder.ts';

const escapes = { '/': '%2F', '?': '%3F', '#': '%23' } as const;
/** What Go's `net/url` takes in user information besides escapes (GO). */
const allowed = /[A-Za-z0-9\-._:~!$&'()*+,;=%@/?#]/;

/** Percent-encoding of user information, and of everything else (GO). */
export const encoding: StoreUriRule = ({ uri }) => {
  const { text } = uri;
  const found: StoreUriFinding[] = [];
  for (const range of [uri.key, uri.secret]) {
    if (range === undefined || (range.end - range.start < 100 && wholePlaceholder.test(slice(text, range)))) continue;
    for (let index = range.start; index < range.end && found.length < mostRepeats; index += 1) {
      const c = text.charAt(index);
      const where = uri.secret !== undefined && index >= uri.secret.start ? 'the secret' : 'the user information';
      if (c === '/' || c === '?' || c === '#') {
        found.push(
          finding('userinfo-delimiter', at(index), `a raw ${c} stands in ${where}: ${endedAt(uri, index)}; write ${escapes[c]}`),
        );
      } else if (c > ' ' && c !== '\u007f' && !allowed.test(c)) {
        found.push(
          finding(
            'userinfo-character',
            at(index),
            `a character that URLs do not take stands in ${where}, and the server refuses the URI; percent-encode it`,
          ),
        );
      } else if (c === ' ') {
        found.push(finding('userinfo-character', at(index), `a raw space stands in ${where}; write %20, and never + for it`));
      }
    }
  }
  // Parameters with a bad escape are the query's own rule; a fragment is dropped anyway.
  const checked = [
    uri.userinfo,
    uri.host,
    uri.bucket,
    uri.path,
    ...uri.params.flatMap(({ name, value }) => [name, value ?? name]),
  ];
  for (const range of checked) {
    const bad = range === undefined ? null : /%(?![0-9A-Fa-f]{2})/.exec(slice(text, range));
    if (bad === null || range === undefined || isPlaceholder(text, range)) continue;
    const start = range.start + bad.index;
    const inSecret = uri.userinfo !== undefined && start < uri.userinfo.end;
    const what = inSecret ? 'a raw % of a key or secret is written %25' : 'a % begins an escape of two hexadecimal digits';
    found.push(
      finding('percent-escape', at(start), `a % stands before no hexadecimal digits, and the server refuses it; ${what}`),
    );
    break;
  }
  for (const range of [uri.key, uri.secret]) {
    const written = slice(text, range);
    if (range !== undefined && !/%(?![0-9A-Fa-f]{2})/.test(written) && written.includes('%') && decodesToNoText(written)) {
      found.push(
        finding(
          'percent-not-utf8',
          range,
          'an escape stands for a byte that is no text; a raw % of a key or secret is written %25',
        ),
      );
    }
  }
  return found;
};

/** What a server makes of a raw mark in the user information (GO): it cuts there, and may still find a host and a port before it. */
const endedAt = ({ text, userinfo }: StoreUri, index: number): string =>
  authorityIsPlausible(text.slice(userinfo?.start ?? index, index))
    ? 'the server takes what is before it for the host, and finds no credentials'
    : 'the server takes the authority to end there and refuses the URI';

const isPlaceholder = (text: string, range: TextRange): boolean =>
  range.end - range.start < 100 && wholePlaceholder.test(slice(text, range));

function decodesToNoText(written: string): boolean {
  try {
    decodeURIComponent(written);
    return false;
  } catch {
    return true;
  }
}

/** Both halves of a key pair or none, and what each scheme puts where. */
export const credentials: StoreUriRule = ({ uri, meaning, context }) => {
  const { text, userinfo, key, secret } = uri;
  const found: StoreUriFinding[] = [];
  if (uri.lateAt !== undefined) {
    found.push(
      finding(
        'at-sign-after-authority',
        at(uri.lateAt),
        'an @ stands behind the host; when what is before it is a secret, its /, ? or # has to be percent-encoded, and in a path @ is safer as %40',
      ),
    );
  }
  if (lacksAt(uri)) {
    const message =
      'what stands before the colon looks like an access key, and no @ ends the credentials; write KEY:SECRET@ENDPOINT/BUCKET, with the @ itself and not %40';
    return [...found, finding('credentials-without-at', uri.authority ?? uri.body, message)];
  }
  if (userinfo === undefined || meaning.scheme === undefined) {
    if (
      meaning.scheme === 's3' &&
      meaning.endpoint !== undefined &&
      userinfo === undefined &&
      uri.host !== undefined &&
      !portIsBad(uri)
    ) {
      found.push(
        finding(
          'credentials-missing',
          uri.host,
          'an endpoint is given without access key and secret, which its documented form has',
        ),
      );
    }
    return found;
  }
  if (context.deployment === 'multi-tenant') {
    found.push(
      finding(
        'credentials-on-multi-tenant',
        userinfo,
        "multi-tenant cloud reaches buckets by W&B's own fixed principals and takes no keys and no URI",
      ),
    );
  }
  const hasKey = key !== undefined && key.end > key.start;
  const hasSecret = secret !== undefined && secret.end > secret.start;
  if (meaning.scheme === 'az') {
    if (hasKey && key !== undefined) {
      const how = hasSecret ? 'the part before the colon has to be empty' : 'the key stands behind a colon';
      found.push(finding('azure-user', key, `${how}: az://:KEY@ACCOUNT/CONTAINER; the account is named behind the @ only`));
    } else if (!hasSecret) {
      found.push(finding('credentials-half', userinfo, 'the user information is empty; give the account key or leave the @ out'));
    } else if (secret !== undefined && !/^[A-Za-z0-9+/]*={0,2}$/.test(decoded(slice(text, secret)))) {
      found.push(finding('azure-key', secret, 'the account key is not base64 as the keys of storage accounts are'));
    }
    return found;
  }
  if (!hasKey || !hasSecret) {
    const [half, missing] = hasKey ? ['first', 'second'] : ['second', 'first'];
    const what =
      hasKey || hasSecret
        ? `only the ${half} half of the credentials is given, and the ${missing} is missing`
        : 'both halves of the credentials are empty';
    found.push(finding('credentials-half', hasKey ? behind(userinfo) : userinfo, `${what}; both belong together`));
  }
  if (meaning.scheme === 'gs' && secret !== undefined && hasSecret) found.push(...google(text, key, secret));
  return found;
};

const email = /^[^@\s]{1,100}@[a-z0-9.-]{1,200}\.[a-z]{2,20}$/i;

function google(text: string, key: TextRange | undefined, secret: TextRange): readonly StoreUriFinding[] {
  const found: StoreUriFinding[] = [];
  if (key !== undefined && key.end > key.start && !email.test(decoded(slice(text, key))) && !hasPlaceholder(slice(text, key))) {
    found.push(
      finding('google-service-account', key, 'the part before the colon is not the e-mail address of a service account'),
    );
  }
  const written = slice(text, secret);
  const pem = decoded(written);
  const header = /-----BEGIN\+(?:RSA\+)?PRIVATE\+KEY/.exec(pem);
  if (header !== null) {
    const plus = written.indexOf('+');
    found.push(
      finding(
        'google-key-form-encoded',
        at(secret.start + Math.max(plus, 0)),
        'the private key is form-encoded: + stays + and breaks its first line; a space is written %20 and a line break %0A',
      ),
    );
  } else if (!hasPlaceholder(written)) {
    const why = !/-----BEGIN (?:RSA )?PRIVATE KEY-----/.test(pem)
      ? 'does not begin with -----BEGIN PRIVATE KEY-----'
      : !/-----END (?:RSA )?PRIVATE KEY-----/.test(pem)
        ? 'has no -----END PRIVATE KEY-----'
        : pem.includes(String.raw`\n`)
          ? String.raw`holds \n as two characters, as in the JSON file, where line breaks (%0A) belong`
          : undefined;
    if (why !== undefined) found.push(finding('google-key-not-pem', secret, `the private key ${why}`));
  }
  return found;
}
