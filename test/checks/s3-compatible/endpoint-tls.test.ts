import { endpointTls } from '../../../src/checks/s3-compatible/endpoint-tls.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { at } from './support.ts';

describeCheck<'s3-compatible'>(endpointTls, {
  'passes when': { 'it is an https URL': { says: 'the endpoint is an https URL' } },
  'fails when': {
    'it is an http URL': {
      with: at('http://minio.acme.example:9000'),
      says: 'the endpoint minio.acme.example:9000 is reached over plain HTTP',
      severity: 'medium',
    },
  },
  'asks when': {
    'nobody named it': { with: { target: { uri: 's3://a', bucket: 'a' } }, says: 'the endpoint is not known' },
  },
});
