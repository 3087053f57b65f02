import type { CollectRequest, ConnectOptions, Provider, ProviderIo } from '../../core/provider.ts';
import type { Evidence } from '../../evidence/index.ts';
import type { Observation } from '../../evidence/observation.ts';
import { s3CompatibleFacets, type S3CompatibleFacetName } from '../../evidence/s3-compatible.ts';
import { openClients } from '../aws/clients.ts';
import { readCompatible } from '../aws/compatible-reads.ts';
import { definedDeclared, definedTarget } from '../shared/envelope.ts';
import { readPreflight, readServer } from './public-view.ts';

type Observations = Partial<Record<S3CompatibleFacetName, Observation<never>>>;

const facetNames = Object.keys(s3CompatibleFacets) as readonly S3CompatibleFacetName[];

/** These servers mostly accept any region in a signature; this one is what they expect where they do not. */
const usualRegion = 'us-east-1';

/**
 * Opens a server that speaks the S3 API, for one run. The bucket is part of the path unless the user says otherwise,
 * and the region is the declared one: only Amazon S3 tells where a bucket is.
 */
export function connect(options: ConnectOptions, io: ProviderIo): Provider<'s3-compatible'> {
  const clients = openClients(options, io.tool, { pathStyle: options.virtualHostStyle !== true });
  const collect = async (request: CollectRequest): Promise<Observations> => {
    const { declared, signal, target } = request;
    const wanted = facetNames.filter((name) => request.facets.includes(name));
    const s3Names = wanted.filter((name) => name !== 'server' && name !== 'preflight');
    const s3 = clients.s3(options.region ?? declared.region ?? usualRegion);
    const view = { options, io, bucket: target.bucket, limits: { timeout: options.timeout, signal } };
    const [answers, server, preflight] = await Promise.all([
      readCompatible('s3-compatible', s3Names, { s3, bucket: target.bucket, host: clients.host, signal }),
      wanted.includes('server') ? readServer(view) : undefined,
      wanted.includes('preflight') ? readPreflight(view, declared) : undefined,
    ]);
    const all: Readonly<Record<string, Observation<never> | undefined>> = { ...answers, server, preflight };
    return Object.fromEntries(wanted.flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]] as const])));
  };
  return {
    collect: async (request): Promise<Evidence<'s3-compatible'>> => {
      const facets = await collect(request);
      const declared = definedDeclared(request.declared);
      return {
        kind: 'byob-audit/evidence',
        schemaVersion: 1,
        provider: 's3-compatible',
        target: definedTarget(request.target),
        collectedAt: io.now().toISOString(),
        tool: { name: io.tool.name, version: io.tool.version },
        ...(Object.keys(declared).length === 0 ? {} : { declared }),
        facets,
      };
    },
    close: clients.close,
  };
}
