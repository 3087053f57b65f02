import { gcsIpFilter } from '../../../src/checks/gcs/ip-filter.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { bucket, noBucket, type GcsBucket } from './support.ts';

const filter = (ipFilter: NonNullable<GcsBucket['ipFilter']>) => bucket({ ipFilter });
const ranges = (...allowedIpCidrRanges: string[]) => ({ publicNetworkSource: { allowedIpCidrRanges } });

describeCheck<'gcs'>(gcsIpFilter, {
  'passes when': {
    'there is none, and the auditor would see one': {
      given: { ...bucket(), ipFilterPermission: { permissions: ['storage.buckets.getIpFilter'] } },
      says: 'the bucket has no IP filter',
    },
    'it is off': { given: filter({ mode: 'Disabled', ...ranges('8.8.4.0/24') }), says: 'the IP filter is off' },
  },
  'fails when': {
    'it lets nobody in': {
      given: filter({ mode: 'Enabled' }),
      says: 'the IP filter is on and lets in no address at all',
      severity: 'high',
    },
    'it lets in addresses that nobody has': {
      given: filter({ mode: 'Enabled', ...ranges('192.0.2.0/24', '10.0.0.0/8') }),
      says: 'the IP filter lets in 192.0.2.0/24, 10.0.0.0/8 only, and no request from the Internet comes from there',
      severity: 'high',
      key: 'special',
    },
    'its networks have no ranges': {
      given: filter({ mode: 'Enabled', vpcNetworkSources: [{ network: 'n' }] }),
      says: /no address at all$/,
    },
    'declared clients are in no range': {
      given: filter({ mode: 'Enabled', ...ranges('8.8.4.0/24') }),
      with: { clientCidrs: ['8.8.4.7', '1.1.1.0/24'] },
      says: 'the IP filter refuses your clients at 1.1.1.0, which is in 1.1.1.0/24: it lets in 8.8.4.0/24 only',
      severity: 'high',
      key: 'client-refused',
    },
    'a part of the declared clients is in no range': {
      given: filter({ mode: 'Enabled', ...ranges('8.8.4.0/25') }),
      with: { clientCidrs: ['8.8.4.0/24'] },
      says: /^the IP filter refuses your clients at 8\.8\.4\.255, which is in 8\.8\.4\.0\/24:/,
    },
    'a declared client is in no range of a network either': {
      given: filter({ mode: 'Enabled', vpcNetworkSources: [{ network: 'n', allowedIpCidrRanges: ['8.8.4.0/24'] }] }),
      with: { clientCidrs: ['1.1.1.1'] },
      says: /^the IP filter refuses your clients at 1\.1\.1\.1: it lets in the VPC network n only$/,
    },
  },
  'asks when': {
    'it is not in the answer, and nothing tells why': { given: bucket(), says: /shows one to readers with/, severity: 'low' },
    'the answer to the question of the permission is no': {
      given: { ...bucket(), ipFilterPermission: { permissions: [] } },
      says: /shows one to readers with/,
      severity: 'low',
    },
    'it names addresses': {
      given: filter({ mode: 'Enabled', ...ranges('8.8.4.0/24') }),
      says: "the IP filter lets in 8.8.4.0/24 only; W&B's servers and the browsers of your users have to be among them",
      severity: 'medium',
    },
    'it lets every public address in, and VPC networks are another list': {
      given: filter({ mode: 'Enabled', ...ranges('0.0.0.0/0', '::/0') }),
      says: "do W&B's servers or your jobs run inside Google Cloud? The IP filter lets in every public address, but VPC networks are a list of their own, which has no entry",
      severity: 'medium',
      key: 'no-vpc',
    },
    'it lets in everything by halves': {
      given: filter({ mode: 'Enabled', ...ranges('0.0.0.0/1', '128.0.0.0/1', '::/0') }),
      says: /The IP filter lets in every public address/,
    },
    'it lets every public address in, written in another way, and a network': {
      given: filter({
        mode: 'Enabled',
        ...ranges('1.2.3.4/0', '0:0:0:0:0:0:0:0/0'),
        vpcNetworkSources: [{ network: 'projects/p/global/networks/n', allowedIpCidrRanges: ['10.0.0.0/8'] }],
      }),
      says: /a list of their own, which has projects\/p\/global\/networks\/n$/,
    },
    'all declared clients get in': {
      given: filter({ mode: 'Enabled', ...ranges('8.8.4.0/24') }),
      with: { clientCidrs: ['8.8.4.0/26', '8.8.4.200'] },
      says: "the IP filter lets in 8.8.4.0/24 only; W&B's servers have to be among them",
    },
    'a declared client has a private address, which may stand behind another': {
      given: filter({ mode: 'Enabled', ...ranges('8.8.4.0/24') }),
      with: { clientCidrs: ['10.1.2.3'] },
      says: /W&B's servers and the browsers of your users have to be among them$/,
    },
    'it lets in IPv4 only': { given: filter({ mode: 'Enabled', ...ranges('0.0.0.0/0') }), says: /lets in 0\.0\.0\.0\/0 only/ },
    'it names a network': {
      given: filter({
        mode: 'Enabled',
        vpcNetworkSources: [{ network: 'projects/p/global/networks/n', allowedIpCidrRanges: ['10.0.0.0/8'] }],
      }),
      says: /the VPC network projects\/p\/global\/networks\/n only/,
    },
    'it names many ranges': {
      given: filter({ mode: 'Enabled', ...ranges(...Array.from({ length: 9 }, (_, i) => `198.51.${i}.0/24`)) }),
      says: /198\.51\.5\.0\/24 and 3 more only/,
    },
    'the mode is another': {
      given: filter({ mode: 'DryRun' }),
      says: 'the IP filter has the mode DryRun, so whether it filters cannot be told',
    },
    'there is no mode': { given: filter({}), says: /no mode/ },
  },
  'cannot tell when': {
    'the auditor would not see one': {
      given: bucket(),
      unreadable: { ipFilterPermission: 'access-denied' },
      says: /^the answer names no IP filter, .*grant storage\.buckets\.getIpFilter to the auditing identity$/,
    },
  },
  'does not apply when': noBucket,
});
