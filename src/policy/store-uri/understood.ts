import { storeSchemes } from '../../requirements/store-uri.ts';
import type { StoreMeaning } from './meaning.ts';

/** What the server makes of the URI, in one line. */
export function understood(meaning: StoreMeaning): string {
  if (meaning.scheme === undefined) return 'not understood as a storage URI';
  const { endpoint, account, bucket, path, region, tls, forcePathStyle } = meaning;
  const product =
    meaning.scheme !== 's3'
      ? storeSchemes[meaning.scheme]
      : meaning.isAws
        ? 'Amazon S3'
        : endpoint === undefined
          ? 'S3'
          : 'S3-compatible store';
  const isBare = meaning.scheme === 'cw' && bucket === undefined && !meaning.hasCredentials;
  const unstated = meaning.scheme === 'cw' ? 'on (the default)' : meaning.isAws ? 'not stated' : 'off (not stated)';
  const parts = [
    ...(endpoint === undefined ? [] : [`endpoint ${endpoint}`]),
    ...(account === undefined ? [] : [`account ${account}`]),
    ...(isBare ? ['enabled for teams'] : [`${meaning.scheme === 'az' ? 'container' : 'bucket'} ${bucket ?? 'missing'}`]),
    ...(path === undefined || path === '' ? [] : [`path ${path}`]),
    ...(region === undefined ? [] : [`region ${region}`]),
    ...(endpoint === undefined ? [] : [`TLS ${tls === undefined ? unstated : tls ? 'on' : 'off'}`]),
    ...(forcePathStyle === undefined ? [] : [`path style ${forcePathStyle ? 'on' : 'off'}`]),
    ...(meaning.hasReadableQuery ? [] : ['all parameters dropped']),
    ...(isBare ? [] : [meaning.hasCredentials ? 'credentials given' : 'no credentials']),
  ];
  return `${product}: ${parts.join(', ')}`;
}
