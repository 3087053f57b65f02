import type { StoreScheme } from '../../requirements/store-uri.ts';
import { finding, type StoreUriFinding } from './finding.ts';
import { awsEndpointOf, isAwsHost } from './hosts.ts';
import { printable } from '../printable.ts';
import { slice, type TextRange } from './range.ts';
import { hasPlaceholder } from './placeholder.ts';
import type { CheckedStore } from './check.ts';

/** Where a bucket really lives. Undefined: not known, and then nothing is compared. */
export interface BucketFacts {
  readonly scheme?: StoreScheme | undefined;
  readonly region?: string | undefined;
  /** `host[:port]`; `amazonaws.com` stands for every endpoint of Amazon S3. */
  readonly endpoint?: string | undefined;
  /** Whether the endpoint is reached by HTTPS. */
  readonly tls?: boolean | undefined;
  /** Storage account of Azure. */
  readonly account?: string | undefined;
  readonly container?: string | undefined;
  readonly bucket?: string | undefined;
  readonly prefix?: string | undefined;
}

/** Where a storage URI and the bucket that it is meant for differ. Empty when all that is known agrees. */
export function storeUriAgainstBucket({ uri, meaning }: CheckedStore, facts: BucketFacts): readonly StoreUriFinding[] {
  const found: StoreUriFinding[] = [];
  const whole = uri.authority ?? uri.body;
  const real = (text: string): string => printable(text, 80).replaceAll(/[^ -~]/g, '?');
  const differ = (stated: string | undefined, actual: string | undefined): boolean =>
    stated !== undefined && actual !== undefined && !stated.includes('****') && !hasPlaceholder(stated) && stated !== actual;
  const valueOf = (name: string): TextRange | undefined =>
    uri.params.find((param) => slice(uri.text, param.name) === name)?.value ?? uri.query;
  if (meaning.scheme !== undefined && facts.scheme !== undefined && meaning.scheme !== facts.scheme) {
    const message = `the URI is for ${meaning.scheme}://, and the audited bucket is of ${facts.scheme}://`;
    return [finding('against-provider', uri.scheme ?? whole, message)];
  }
  if (meaning.scheme === 'az') {
    if (differ(meaning.account, facts.account)) {
      found.push(
        finding('against-account', uri.host ?? whole, `the audited container is in the account ${real(facts.account ?? '')}`),
      );
    }
    if (differ(meaning.bucket, facts.container)) {
      found.push(finding('against-container', uri.bucket ?? whole, `the audited container is ${real(facts.container ?? '')}`));
    }
  } else if (differ(meaning.bucket, facts.bucket)) {
    found.push(finding('against-bucket', meaning.bucketRange ?? whole, `the audited bucket is ${real(facts.bucket ?? '')}`));
  }
  if (differ(meaning.path ?? '', facts.prefix)) {
    found.push(
      finding('against-prefix', uri.path ?? whole, `the audited path inside of the bucket is ${real(facts.prefix ?? '')}`),
    );
  }
  if (meaning.scheme !== 's3') return found;
  if (differ(meaning.region, facts.region)) {
    found.push(finding('against-region', valueOf('region') ?? whole, `the bucket is in the region ${real(facts.region ?? '')}`));
  }
  const host = slice(uri.text, uri.host).toLowerCase();
  if (meaning.endpoint === undefined || hasPlaceholder(host)) return found;
  found.push(...endpoints(uri.host ?? whole, host, meaning.endpoint.toLowerCase(), facts, real));
  if (facts.tls !== undefined && meaning.tls !== undefined && meaning.tls !== facts.tls) {
    const scheme = facts.tls ? 'HTTPS' : 'plain HTTP';
    found.push(
      finding('against-tls', valueOf('tls') ?? whole, `the audit reached the endpoint by ${scheme}, and tls says otherwise`),
    );
  }
  return found;
}

function endpoints(
  range: TextRange,
  host: string,
  endpoint: string,
  facts: BucketFacts,
  real: (text: string) => string,
): readonly StoreUriFinding[] {
  if (facts.endpoint === undefined) return [];
  const actual = facts.endpoint.toLowerCase();
  if (!isAwsHost(actual)) {
    const same = endpoint === actual || endpoint.replace(/:(?:443|80)$/, '') === actual.replace(/:(?:443|80)$/, '');
    return same ? [] : [finding('against-endpoint', range, `the bucket was audited at ${real(facts.endpoint)}`)];
  }
  if (!isAwsHost(host)) {
    return [finding('against-endpoint', range, 'the audited bucket is of Amazon S3, and this is another endpoint')];
  }
  const region = awsEndpointOf(host)?.region;
  if (region === undefined || facts.region === undefined || region === facts.region) return [];
  return [finding('against-region', range, `the endpoint is in ${region}, and the bucket is in ${real(facts.region)}`)];
}
