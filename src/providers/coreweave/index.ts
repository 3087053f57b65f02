import type { ConnectOptions, Provider, ProviderIo } from '../../core/provider.ts';
import { coreweaveFacets } from '../../evidence/s3-compatible.ts';
import { openClients } from '../aws/clients.ts';
import { readCompatible } from '../aws/compatible-reads.ts';
import { isBareHost } from '../shared/bare-host.ts';
import { evidenceOf, facetNamesOf } from '../shared/envelope.ts';

const facetNames = facetNamesOf(coreweaveFacets);

/** W&B documentation of D-2025-08 and D-2026S: the one endpoint, with the bucket in the host name. */
const endpoint = 'https://cwobject.com';
/** CoreWeave names availability zones where AWS names regions; a signature may carry any. */
const usualRegion = 'us-east-1';

/** Opens CoreWeave AI Object Storage for one run, with the credentials that the AWS SDK finds. */
export function connect(options: ConnectOptions, io: ProviderIo): Provider<'coreweave'> {
  const url = options.endpoint ?? endpoint;
  const pathStyle = options.virtualHostStyle === undefined ? isBareHost(url) : !options.virtualHostStyle;
  const clients = openClients({ ...options, endpoint: url }, io.tool, { pathStyle });
  return {
    collect: async (request) => {
      const wanted = facetNames.filter((name) => request.facets.includes(name));
      const s3 = clients.s3(options.region ?? request.declared.region ?? usualRegion);
      const read = { s3, bucket: request.target.bucket, host: clients.host, signal: request.signal };
      return evidenceOf('coreweave', request, await readCompatible('coreweave', wanted, read), io);
    },
    close: clients.close,
  };
}
