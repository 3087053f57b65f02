import { storeUriEditions, type StoreUriCode } from '../../requirements/store-uri.ts';
import { behind, finding, type StoreUriRule, type StoreUriFinding } from './finding.ts';
import { isLota } from './hosts.ts';
import { isShortForm } from './meaning.ts';
import { shown } from './mask.ts';
import {
  azureAccountProblem,
  azureContainerProblem,
  coreweaveBucketProblem,
  googleBucketProblem,
  type NameProblem,
} from './names.ts';
import type { StoreUri } from './model.ts';
import { slice, type TextRange } from './range.ts';
import { hasPlaceholder } from './placeholder.ts';

function named(
  uri: StoreUri,
  range: TextRange,
  code: StoreUriCode,
  what: string,
  problemOf: (name: string) => NameProblem,
): readonly StoreUriFinding[] {
  const written = slice(uri.text, range);
  const problem = hasPlaceholder(written) ? undefined : problemOf(written);
  return problem === undefined
    ? []
    : [finding(code, range, `no ${what} can have the name ${shown(uri, range, 70)}: it ${problem}`)];
}

/** `cw://`: alone, with keys at cwobject.com, or a bucket without keys. */
export const coreweave: StoreUriRule = ({ uri, meaning, context }) => {
  const { text, body, host } = uri;
  if (meaning.scheme !== 'cw') return [];
  const found: StoreUriFinding[] = [];
  if (!(storeUriEditions.coreweave as readonly string[]).includes(context.edition) && uri.scheme !== undefined) {
    found.push(
      finding(
        'coreweave-not-offered',
        uri.scheme,
        `the documents of edition ${context.edition} do not know CoreWeave as a store`,
      ),
    );
  }
  const written = slice(text, body);
  const isBare = uri.authority === undefined || (host !== undefined && host.start === host.end && uri.userinfo === undefined);
  if (isBare) {
    if (written !== 'cw://')
      found.push(finding('coreweave-exact', body, 'CoreWeave is enabled by the exact string cw:// and nothing else'));
    return found;
  }
  if (host === undefined) return found;
  if (slice(text, uri.scheme) !== 'cw' && uri.scheme !== undefined) {
    found.push(finding('scheme-case', uri.scheme, 'the scheme is not in lower case, and the documents know cw:// only'));
  }
  const name = slice(text, host).toLowerCase();
  if (uri.userinfo !== undefined) {
    if (isLota(name)) {
      found.push(finding('coreweave-lota', host, 'W&B does not support the LOTA endpoint of CoreWeave; write cwobject.com'));
    } else if (isShortForm(uri)) {
      const bucket = shown(uri, host, 70);
      return [
        ...found,
        finding(
          'coreweave-endpoint',
          host,
          `${bucket} looks like the bucket, and the endpoint before it is missing; write @cwobject.com/${bucket}`,
        ),
      ];
    } else if (name !== 'cwobject.com' && !hasPlaceholder(name) && !/^https?$/.test(name)) {
      found.push(
        finding(
          'coreweave-endpoint',
          host,
          'with keys the endpoint of CoreWeave is cwobject.com, and the bucket stands in the path',
        ),
      );
    }
    if (uri.bucket === undefined || uri.bucket.start === uri.bucket.end) {
      found.push(
        finding(
          'bucket-missing',
          uri.bucket ?? behind({ start: 0, end: uri.authority?.end ?? 0 }),
          'the bucket is missing: it is the first part of the path',
        ),
      );
    } else found.push(...named(uri, uri.bucket, 'coreweave-bucket-name', 'bucket of CoreWeave', coreweaveBucketProblem));
  } else if (isLota(name)) {
    found.push(
      finding('coreweave-lota', host, 'W&B does not support the LOTA endpoint of CoreWeave; write the name of the bucket alone'),
    );
  } else if (name === 'cwobject.com') {
    found.push(
      finding('coreweave-bucket-in-path', host, 'without keys the bucket is the host: cw://BUCKET or cw://BUCKET.cwobject.com'),
    );
  } else {
    const range = name.endsWith('.cwobject.com') ? { start: host.start, end: host.end - '.cwobject.com'.length } : host;
    found.push(...named(uri, range, 'coreweave-bucket-name', 'bucket of CoreWeave', coreweaveBucketProblem));
  }
  return found;
};

/** `az://:KEY@ACCOUNT/CONTAINER`. */
export const azure: StoreUriRule = ({ uri, meaning }) => {
  const { text, host, bucket, port } = uri;
  if (meaning.scheme !== 'az' || host === undefined) return [];
  const found: StoreUriFinding[] = [];
  const name = slice(text, host);
  if (host.start === host.end) {
    found.push(finding('azure-account-name', behind(host), 'the name of the storage account is missing'));
  } else if (name.includes('.') && !hasPlaceholder(name)) {
    const range = { start: host.start + name.indexOf('.'), end: host.end };
    found.push(finding('azure-host', range, 'the account is its name only; the server appends .blob.core.windows.net itself'));
  } else if (port === undefined) found.push(...named(uri, host, 'azure-account-name', 'storage account', azureAccountProblem));
  if (bucket === undefined || bucket.start === bucket.end) {
    found.push(
      finding(
        'azure-container-missing',
        behind({ start: 0, end: uri.authority?.end ?? 0 }),
        'the container is missing: it follows the account behind a slash',
      ),
    );
  } else found.push(...named(uri, bucket, 'azure-container-name', 'container', azureContainerProblem));
  return found;
};

/** `gs://EMAIL:KEY@BUCKET`. */
export const google: StoreUriRule = ({ uri, meaning }) => {
  const { host, port } = uri;
  if (meaning.scheme !== 'gs' || host === undefined) return [];
  if (meaning.endpoint !== undefined) {
    return [
      finding(
        'google-endpoint',
        host,
        'gs:// has no endpoint, so the server would take this host for the bucket; the bucket follows the @ directly',
      ),
    ];
  }
  if (host.start === host.end) return [finding('bucket-missing', behind(host), 'the bucket is missing')];
  return port === undefined ? named(uri, host, 'bucket-name', 'bucket of Google Cloud Storage', googleBucketProblem) : [];
};

/** The slash that is too much: at the end, at the beginning or doubled, as it is or escaped. The path begins behind a slash. */
function misplacedSlash(text: string, path: TextRange): TextRange | undefined {
  if (path.start === path.end) return { start: path.start - 1, end: path.end };
  const found = /(?:\/|%2f)$|^(?:\/|%2f)|(?:\/|%2f){2}/i.exec(slice(text, path));
  return found === null ? undefined : { start: path.start + found.index, end: path.start + found.index + found[0].length };
}

/** The path inside of the bucket, and forms that only newer documents have. */
export const path: StoreUriRule = ({ uri, meaning, context }) => {
  const found: StoreUriFinding[] = [];
  if (meaning.scheme === undefined) return found;
  const hasHost = uri.host !== undefined && uri.host.end > uri.host.start;
  const isMisread = meaning.scheme === 'cw' && uri.userinfo === undefined && meaning.endpoint !== undefined;
  if (uri.path !== undefined && hasHost && !isMisread && !/^https?$/i.test(slice(uri.text, uri.host))) {
    const slash = misplacedSlash(uri.text, uri.path);
    if (slash !== undefined) {
      found.push(
        finding('path-slashes', slash, 'the path begins or ends with a slash, or has two in a row; W&B wants a plain path'),
      );
    }
  }
  if ((storeUriEditions.subpathAndKeyless as readonly string[]).includes(context.edition)) return found;
  const isEnablement = meaning.scheme === 'cw';
  if (meaning.path !== undefined && meaning.path !== '' && uri.path !== undefined) {
    found.push(
      finding('form-newer', uri.path, `a path inside of the bucket is in newer documents than edition ${context.edition} only`),
    );
  }
  if (uri.userinfo === undefined && uri.host !== undefined && uri.host.end > uri.host.start && !isEnablement) {
    found.push(finding('form-newer', uri.host, `a URI without keys is in newer documents than edition ${context.edition} only`));
  }
  return found;
};
