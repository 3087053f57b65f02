import { defineGcsCheck, fail, manual, pass, undecided } from '../../core/check.ts';
import { parseRange, publicOutside, specialRange } from '../../policy/aws/pattern/ip.ts';
import { addressOutside } from '../../policy/client-addresses.ts';
import { printable, printableDeep } from '../../policy/printable.ts';
import { noBucket } from '../support/gcs/bucket.ts';
import { updateWithFile } from '../../fixes/gcs.ts';
import { remedy } from '../../fixes/step.ts';

/** Whether ranges let every public address in, however the Internet is cut up. */
const isEverywhere = (ranges: readonly string[]): boolean =>
  publicOutside(ranges) === undefined && ranges.map(parseRange).some((range) => range?.prefix === 0 && range.width === 128);
const readPermission = 'storage.buckets.getIpFilter';

export const gcsIpFilter = defineGcsCheck({
  id: 'gcs/ip-filter',
  title: 'The IP filter of the bucket, if there is one, lets in W&B and your clients',
  severity: 'high',
  rationale:
    "An IP filter refuses requests by the address that they come from, whoever signed them. W&B's servers read, list and delete from W&B's network, and browsers and training jobs use pre-signed URLs from yours: a filter has to let all of them in. Public addresses and VPC networks are two lists: a request out of Google Cloud may come by the second one. Whether your clients get in is judged by `clientCidrs` where they are declared. Cloud Storage shows the filter to readers with storage.buckets.getIpFilter only.",
  remediation: "Turn the filter off, or let in the addresses of W&B's servers, of your users and of your training jobs.",
  source: [{ document: 'GCP', inferred: true }],
  rows: ['GCS-BKT-11', 'NET-07'],
  tags: ['network', 'access'],
  controls: { 'nist-800-53-r5': ['AC-4', 'SC-7'] },
  requires: ['bucket'],
  consults: ['ipFilterPermission'],
  evaluate: ({ bucket, ipFilterPermission }, { target, clientCidrs = [] }) => {
    if (bucket === null) return noBucket();
    const { ipFilter } = bucket;
    if (ipFilter === undefined) {
      // Cloud Storage leaves the filter out for readers who lack the permission, which looks the same as no filter.
      if (ipFilterPermission.state === 'present' && ipFilterPermission.value.permissions.includes(readPermission))
        return pass('the bucket has no IP filter');
      const hidden = `the answer names no IP filter, and Cloud Storage shows one to readers with ${readPermission} only`;
      return ipFilterPermission.state === 'unreadable'
        ? undecided(hidden, ['ipFilterPermission'])
        : manual(hidden, { key: 'not-shown', severity: 'low' });
    }
    const evidence = [{ facet: 'bucket', path: 'ipFilter', value: printableDeep(ipFilter) }];
    if (ipFilter.mode === 'Disabled') return pass('the IP filter is off', { evidence });
    if (ipFilter.mode !== 'Enabled') {
      const mode = ipFilter.mode === undefined ? 'no mode' : `the mode ${printable(ipFilter.mode, 40)}`;
      return manual(`the IP filter has ${mode}, so whether it filters cannot be told`, {
        key: 'mode',
        severity: 'medium',
        evidence,
      });
    }
    const ranges = ipFilter.publicNetworkSource?.allowedIpCidrRanges ?? [];
    const networks = ipFilter.vpcNetworkSources ?? [];
    const fix = remedy(
      'Turn the IP filter off until the addresses of W&B, of your users and of your training jobs are in it',
      updateWithFile(
        target.bucket,
        '--ip-filter-file',
        { kind: 'IP filter', file: 'ip-filter.json', noun: 'rule' },
        { ...ipFilter, mode: 'Disabled' },
        ipFilter,
      ),
    );
    const isClosed = networks.every(({ allowedIpCidrRanges = [] }) => allowedIpCidrRanges.length === 0);
    if (ranges.length === 0 && isClosed) return fail('the IP filter is on and lets in no address at all', { evidence, fix });
    if (isClosed && ranges.every((range) => specialRange(range) !== undefined))
      return fail(
        `the IP filter lets in ${ranges
          .slice(0, 6)
          .map((range) => printable(range, 60))
          .join(', ')} only, and no request from the Internet comes from there`,
        { key: 'special', evidence, fix },
      );
    const named = [
      ...ranges.map((range) => printable(range, 60)),
      ...networks.map(({ network }) => `the VPC network ${printable(network ?? '', 120)}`),
    ];
    const shown = `${named.slice(0, 6).join(', ')}${named.length > 6 ? ` and ${named.length - 6} more` : ''}`;
    // A private address reaches Cloud Storage out of a VPC network, or behind a public one that is not declared.
    const seen = clientCidrs.filter((block) => specialRange(block) === undefined);
    const outside = addressOutside(seen, [...ranges, ...networks.flatMap(({ allowedIpCidrRanges = [] }) => allowedIpCidrRanges)]);
    if (outside !== undefined) {
      const { address, block } = outside;
      const from = address === block ? address : `${address}, which is in ${printable(block, 50)}`;
      return fail(`the IP filter refuses your clients at ${from}: it lets in ${shown} only`, {
        key: 'client-refused',
        evidence,
        fix: remedy(
          `Let in ${printable(block, 50)} as well`,
          updateWithFile(
            target.bucket,
            '--ip-filter-file',
            { kind: 'IP filter', file: 'ip-filter.json', noun: 'rule' },
            { ...ipFilter, publicNetworkSource: { allowedIpCidrRanges: [...ranges, block] } },
            ipFilter,
          ),
        ),
      });
    }
    if (isEverywhere(ranges)) {
      const others =
        networks.length === 0
          ? 'no entry'
          : networks
              .slice(0, 6)
              .map(({ network }) => printable(network ?? '', 120))
              .join(', ');
      return manual(
        `do W&B's servers or your jobs run inside Google Cloud? The IP filter lets in every public address, but VPC networks are a list of their own, which has ${others}`,
        { key: 'no-vpc', severity: 'medium', evidence },
      );
    }
    const clients =
      clientCidrs.length === 0 || seen.length < clientCidrs.length ? ' and the browsers of your users have' : ' have';
    return manual(`the IP filter lets in ${shown} only; W&B's servers${clients} to be among them`, {
      key: 'narrow',
      severity: 'medium',
      evidence,
    });
  },
});
