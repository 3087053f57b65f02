import { at, behind, finding, type StoreUriRule, type StoreUriFinding } from './finding.ts';
import { awsEndpointOf, isCoreweaveHost, isInCluster, isPrivate, isReserved, looksLikeService } from './hosts.ts';
import { shown } from './mask.ts';
import { isShortForm } from './meaning.ts';
import { isAwsRegion, s3BucketProblem } from './names.ts';
import { lacksAt, portIsBad } from './parse.ts';
import { slice } from './range.ts';
import { hasPlaceholder } from './placeholder.ts';

/** Characters that Go's `net/url` refuses in a host (GO). */
const badInHost = /[\s\\^{}|`%]/;

/** Host and port as such, for every scheme. */
export const authority: StoreUriRule = ({ uri, meaning }) => {
  const { text, host, port } = uri;
  if (host === undefined || meaning.scheme === undefined || lacksAt(uri)) return [];
  const found: StoreUriFinding[] = [];
  const written = slice(text, host);
  if (/^https?$/i.test(written) && uri.userinfo !== undefined) {
    const range = {
      start: host.start,
      end: Math.min(uri.body.end, host.end + (slice(text, uri.authority).endsWith(':') ? 3 : 0)),
    };
    return [
      finding(
        'endpoint-has-scheme',
        range,
        'the endpoint has a scheme of its own, so the host would be "https"; write host[:port] only',
      ),
    ];
  }
  const bad = hasPlaceholder(written) ? -1 : written.search(badInHost);
  if (bad !== -1) {
    found.push(
      finding('host-invalid', at(host.start + bad), 'a character that no host has stands here, and the server refuses the URI'),
    );
  }
  if (port !== undefined && (meaning.scheme === 'gs' || meaning.scheme === 'az') && !portIsBad(uri)) {
    const what = meaning.scheme === 'gs' ? 'a bucket' : 'a storage account';
    found.push(
      finding('port-invalid', { start: host.end, end: port.end }, `${meaning.scheme}:// names ${what} here, which has no port`),
    );
  } else if (port !== undefined) {
    const number = slice(text, port);
    if (!/^\d*$/.test(number) && !hasPlaceholder(number)) {
      const hint = uri.userinfo === undefined ? '; credentials end with @, and what is before it is percent-encoded' : '';
      found.push(
        finding(
          'port-invalid',
          port,
          `what follows the last colon of the host is not a port, and the server refuses the URI${hint}`,
        ),
      );
    } else if (Number(number) > 65_535) {
      found.push(finding('port-invalid', port, 'the port is greater than 65535'));
    }
  }
  return found;
};

/** The endpoint of an `s3://` URI: whether it is one, and whether those who hold a pre-signed URL can reach it. */
export const s3Endpoint: StoreUriRule = ({ uri, meaning }) => {
  const { text, host } = uri;
  if (meaning.scheme !== 's3' || host === undefined) return [];
  const name = slice(text, host).toLowerCase();
  if (host.start === host.end) {
    const what = uri.userinfo === undefined ? 'bucket' : 'endpoint';
    return [finding(what === 'bucket' ? 'bucket-missing' : 'endpoint-missing', behind(host), `no ${what} follows`)];
  }
  if (isShortForm(uri)) {
    const bucket = shown(uri, host, 70);
    const { region = '' } = meaning;
    const endpoint = isAwsRegion(region) ? `s3.${region}.amazonaws.com` : 'ENDPOINT';
    const query = uri.query === undefined ? '' : '?...';
    const message = `${bucket} looks like the bucket, and the endpoint before it is missing; write @${endpoint}/${bucket}${query}`;
    return [finding('endpoint-missing', host, message)];
  }
  if (
    meaning.endpoint === undefined ||
    name === 'http' ||
    name === 'https' ||
    hasPlaceholder(name) ||
    portIsBad(uri) ||
    lacksAt(uri)
  )
    return [];
  if (isCoreweaveHost(name)) {
    return [
      finding('coreweave-through-s3', host, 'this is the endpoint of CoreWeave, for which W&B has cw:// rather than s3://'),
    ];
  }
  const why = 'pre-signed URLs carry this host to clients and browsers';
  if (isInCluster(name)) {
    return [finding('endpoint-in-cluster', host, `the host means something inside of one cluster or machine only, and ${why}`)];
  }
  if (isReserved(name)) {
    return [
      finding('endpoint-reserved', host, 'the address is set apart for documentation, tests and the like, and no server has it'),
    ];
  }
  if (isPrivate(name)) {
    return [
      finding(
        'endpoint-private',
        host,
        `the host is known in a private network only, and ${why}; whether all of them are in it, the URI does not tell`,
      ),
    ];
  }
  if (looksLikeService(name)) {
    return [
      finding(
        'endpoint-private',
        host,
        `the host has the form of a service inside of a Kubernetes cluster, and ${why}; whether all of them find it, the URI does not tell`,
      ),
    ];
  }
  if (!name.includes('.') && !name.startsWith('[')) {
    return [finding('endpoint-short-name', host, `the host is a single word, which other networks do not know, and ${why}`)];
  }
  const aws = awsEndpointOf(name);
  if (aws === undefined) return [];
  const found: StoreUriFinding[] = [];
  if (aws.bucket !== undefined) {
    const bucket = { start: host.start, end: host.start + aws.bucket.length };
    found.push(
      finding(
        'bucket-in-host',
        bucket,
        'the bucket stands in the host, but the path names it; write the regional endpoint alone',
      ),
    );
  }
  const region = meaning.region;
  if (aws.region === undefined && region !== 'us-east-1') {
    found.push(
      finding(
        'endpoint-global',
        host,
        'this is the global endpoint of S3, which is for us-east-1; write s3.REGION.amazonaws.com',
      ),
    );
  }
  if (
    aws.region !== undefined &&
    region !== undefined &&
    region !== aws.region &&
    !region.includes('?') &&
    !hasPlaceholder(region)
  ) {
    found.push(
      finding('endpoint-other-region', host, `the endpoint is in ${aws.region}, and the parameter region says otherwise`),
    );
  }
  return found;
};

/** The bucket of an `s3://` URI. */
export const s3Bucket: StoreUriRule = ({ uri, meaning }) => {
  const { text, host } = uri;
  if (meaning.scheme !== 's3' || host === undefined || host.start === host.end) return [];
  const range = meaning.bucketRange;
  if ((/^https?$/i.test(slice(text, host)) && meaning.endpoint !== undefined) || isShortForm(uri) || lacksAt(uri)) return [];
  if (range === undefined || range.start === range.end) {
    return [
      finding(
        'bucket-missing',
        range ?? behind(uri.authority ?? host),
        'the bucket is missing: it is the first part of the path',
      ),
    ];
  }
  const written = slice(text, range);
  if (hasPlaceholder(written)) return [];
  const problem = s3BucketProblem(written);
  if (problem === undefined) return [];
  const isForeign = meaning.endpoint !== undefined && !meaning.isAws;
  const message = `no bucket of Amazon S3 can have the name ${shown(uri, range, 70)}: it ${problem}`;
  return [
    finding('bucket-name', range, isForeign ? `${message}; other stores may allow it` : message, isForeign ? 'low' : undefined),
  ];
};
