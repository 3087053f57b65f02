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
    'it is off': { given: filter({ mode: 'Disabled', ...ranges('198.51.100.0/24') }), says: 'the IP filter is off' },
    'it lets every address in, written in another way': {
      given: filter({ mode: 'Enabled', ...ranges('1.2.3.4/0', '0:0:0:0:0:0:0:0/0') }),
      says: 'the IP filter is on and lets in every public address',
    },
    'it lets every address in': {
      given: filter({ mode: 'Enabled', ...ranges('0.0.0.0/0', '::/0') }),
      says: 'the IP filter is on and lets in every public address',
    },
  },
  'fails when': {
    'it lets nobody in': {
      given: filter({ mode: 'Enabled' }),
      says: 'the IP filter is on and lets in no address at all',
      severity: 'high',
    },
    'its networks have no ranges': {
      given: filter({ mode: 'Enabled', vpcNetworkSources: [{ network: 'n' }] }),
      says: /no address at all$/,
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
      given: filter({ mode: 'Enabled', ...ranges('198.51.100.0/24') }),
      says: "the IP filter lets in 198.51.100.0/24 only; W&B's servers and the browsers of your users have to be among them",
      severity: 'medium',
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
