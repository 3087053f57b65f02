import type { CollectRequest, ConnectOptions, Provider, ProviderIo } from '../../core/provider.ts';
import { s3CompatibleFacets, type S3CompatibleFacetName } from '../../evidence/s3-compatible.ts';
import { openClients } from '../aws/clients.ts';
import { readCompatible } from '../aws/compatible-reads.ts';
import { evidenceOf, facetNamesOf, inTableOrder } from '../shared/envelope.ts';
import type { LiveObservation } from '../shared/observe.ts';
import { openReach } from '../shared/reach.ts';
import { readPreflight, readServer } from './public-view.ts';

type Observations = Partial<Record<S3CompatibleFacetName, LiveObservation>>;

const facetNames = facetNamesOf(s3CompatibleFacets);

/** These servers mostly accept any region in a signature; this one is what they expect where they do not. */
const usualRegion = 'us-east-1';

/**
 * Opens a server that speaks the S3 API, for one run. The bucket is part of the path unless the user says otherwise,
 * and the region is the declared one: only Amazon S3 tells where a bucket is.
 */
export function connect(options: ConnectOptions, io: ProviderIo): Provider<'s3-compatible'> {
  const reach = openReach();
  const clients = openClients(options, io.tool, { pathStyle: options.virtualHostStyle !== true, reach });
  const collect = async (request: CollectRequest): Promise<Observations> => {
    const { declared, signal, target } = request;
    const wanted = facetNames.filter((name) => request.facets.includes(name));
    const s3Names = wanted.filter((name) => name !== 'server' && name !== 'preflight');
    const s3 = clients.s3(options.region ?? declared.region ?? usualRegion);
    const view = { options, io, bucket: target.bucket, limits: { timeout: options.timeout, signal, reach } };
    const [answers, server, preflight] = await Promise.all([
      readCompatible('s3-compatible', s3Names, { s3, bucket: target.bucket, host: clients.host, signal }),
      wanted.includes('server') ? readServer(view) : undefined,
      wanted.includes('preflight') ? readPreflight(view, declared) : undefined,
    ]);
    return inTableOrder(s3CompatibleFacets, { ...answers, ...(server && { server }), ...(preflight && { preflight }) }, wanted);
  };
  return {
    collect: async (request) => evidenceOf('s3-compatible', request, await collect(request), io),
    close: clients.close,
  };
}
