import { endpointReachable } from '../../../src/checks/s3-compatible/endpoint-reachable.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { at } from './support.ts';

const inside = (endpoint: string) => ({ with: at(endpoint), says: /means something only inside of one machine or cluster$/ });
const inPrivate = (endpoint: string) => ({ with: at(endpoint), says: /known in a private network only/ });

describeCheck<'s3-compatible'>(endpointReachable, {
  'passes when': {
    'it is a public name': { says: 'the host minio.acme.example is not a private name or address' },
    'it is a public address': { with: at('https://198.51.100.7:9000'), says: /198\.51\.100\.7/ },
  },
  'fails when': {
    'it is a Kubernetes service': { ...inside('https://minio.minio.svc.cluster.local'), severity: 'high' },
    'it is a short Kubernetes name': inside('http://minio.storage.svc:9000'),
    'it is localhost': inside('http://localhost:9000'),
    'it is a loopback address': inside('http://127.0.0.1:9000'),
    'it is that of IPv6': inside('http://[::1]:9000'),
    'it is a name without a domain, as Docker Compose has them': inside('http://minio:9000'),
    'it has the dot of the root': inside('http://minio.svc.cluster.local.:9000'),
  },
  'asks when': {
    'it is an address of RFC 1918': { ...inPrivate('https://10.1.2.3'), severity: 'low' },
    'it is another one': inPrivate('https://172.16.0.9:9000'),
    'it is a unique local address of IPv6': inPrivate('https://[fd12:3456::1]'),
    'it is an internal name': inPrivate('https://minio.corp.internal'),
    'nobody named it': { with: { target: { uri: 's3://a', bucket: 'a' } }, says: 'the endpoint is not known' },
  },
});
