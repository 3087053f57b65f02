import { endpointReachable } from '../../../src/checks/s3-compatible/endpoint-reachable.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { at } from './support.ts';

const inside = (endpoint: string) => ({ with: at(endpoint), says: /means something only inside of one machine or cluster$/ });
const likeService = (endpoint: string) => ({ with: at(endpoint), says: /has the form of a service inside of a Kubernetes/ });
const inPrivate = (endpoint: string) => ({ with: at(endpoint), says: /known in a private network only/ });

describeCheck<'s3-compatible'>(endpointReachable, {
  'passes when': {
    'it is a public name': { says: 'the host minio.acme.example is not a private name or address' },
    'it is a public address': { with: at('https://8.8.4.7:9000'), says: /8\.8\.4\.7/ },
    'its top-level domain is an international one': { with: at('https://minio.xn--p1ai'), says: /is not a private name/ },
    'a label looks like a loopback address': { with: at('https://127.acme.example'), says: /is not a private name/ },
    'an address only looks mapped': { with: at('https://[2001:4860::ffff:a00:1]'), says: /is not a private name/ },
    'the address behind a mapped one is public': { with: at('https://[::ffff:8.8.4.7]'), says: /is not a private name/ },
  },
  'fails when': {
    'it is a loopback address as IPv6 maps it': { ...inside('http://[::ffff:127.0.0.1]:9000'), severity: 'high' },
    'it is an address of examples': {
      with: at('https://192.0.2.7:9000'),
      says: /is set apart for documentation/,
      key: 'reserved',
    },
    'it is an address of IPv6 for examples': { with: at('https://[2001:db8::7]'), says: /is set apart for documentation/ },
    'it is no address in particular': inside('http://[::]:9000'),

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
    'it is in a home network': { ...inPrivate('https://nas.home.arpa'), severity: 'low' },
    'it is in a local network': inPrivate('https://minio.lan:9000'),
    'it is internal, right below the root': inPrivate('https://minio.internal.'),
    'it is a name of multicast DNS': inPrivate('https://nas.local'),
    'it is reserved for testing': inPrivate('https://minio.test'),
    'it is outside of the DNS': inPrivate('https://minio.alt'),
    'it is an onion service': inPrivate('https://minioabcdefghijk.onion'),
    'it is a private address as IPv6 maps it': { ...inPrivate('https://[::ffff:10.0.0.1]'), severity: 'low' },
    'it is a private address behind NAT64': inPrivate('https://[64:ff9b::192.168.1.1]'),
    'it is a link-local address': inPrivate('https://[feb0::1]'),
    'it is a service and the namespace default': { ...likeService('http://minio.default:9000'), severity: 'medium' },
    'it is a service and a namespace that is no top-level domain': likeService('http://rgw.rook-ceph'),
    'it is a service in a cluster of another domain, or a name of a company': likeService('https://minio.store.svc.acme.example'),
    'nobody named it': { with: { target: { uri: 's3://a', bucket: 'a' } }, says: 'the endpoint is not known' },
  },
});
