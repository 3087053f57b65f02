import { defineS3CompatibleCheck, fail, manual, pass } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';
import { isInCluster, isPrivate, isReserved, looksLikeService } from '../../policy/store-uri/hosts.ts';
import { endpointUrl } from '../support/any/host.ts';

export const endpointReachable = defineS3CompatibleCheck({
  id: 's3-compatible/endpoint-reachable',
  title: 'The endpoint is a host that clients and browsers reach',
  severity: 'high',
  rationale:
    'W&B puts the host of the endpoint into every pre-signed URL, and browsers and training jobs connect to it themselves. ' +
    'A name that exists only inside of one machine or cluster works for the W&B server and for nobody else.',
  remediation: 'Give W&B the external name of the store, that of its ingress or load balancer, and not the internal service.',
  source: [{ document: 'HELM', quote: 'Be sure to use the externally accessible host / ingress, not the internal service' }],
  rows: ['S3C-03'],
  tags: ['network', 'access'],
  requires: [],
  evaluate: (_facts, { target }) => {
    const url = endpointUrl(target.endpoint);
    if (url === undefined) return manual('the endpoint is not known');
    const host = url.hostname.toLowerCase().replace(/\.$/, '');
    const shown = printable(host);
    if (isInCluster(host) || (!host.includes('.') && !host.startsWith('['))) {
      return fail(`the host ${shown} means something only inside of one machine or cluster`, {
        key: 'internal',
        fix: { summary: 'Use the external name of the store as the endpoint, here and in the URI that W&B gets' },
      });
    }
    if (isReserved(host)) {
      return fail(`the address ${shown} is set apart for documentation, tests and the like, and no server has it`, {
        key: 'reserved',
        fix: { summary: 'Use the address of the store as the endpoint, here and in the URI that W&B gets' },
      });
    }
    if (isPrivate(host)) {
      const message = `the host ${shown} is known in a private network only; whether every browser and job that uses W&B is in it is not visible here`;
      return manual(message, { key: 'private', severity: 'low' });
    }
    if (looksLikeService(host)) {
      const message = `the host ${shown} has the form of a service inside of a Kubernetes cluster; whether browsers and jobs outside of one find it is not visible here`;
      return manual(message, { key: 'service', severity: 'medium' });
    }
    return pass(`the host ${shown} is not a private name or address`);
  },
});
