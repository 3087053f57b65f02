import type { ConnectOptions } from '../../core/provider.ts';

/** Where the bucket is, by path or, with `--virtual-host-style`, by host name. */
export function bucketUrl({ endpoint, virtualHostStyle }: ConnectOptions, bucket: string, key = ''): URL {
  const url = new URL(endpoint ?? 'https://s3.invalid');
  url.username = '';
  url.password = '';
  url.search = '';
  url.hash = '';
  const base = url.pathname.replace(/\/+$/, '');
  if (virtualHostStyle === true) {
    url.hostname = `${bucket}.${url.hostname}`;
    url.pathname = `${base}/${encodeURI(key)}`;
  } else {
    url.pathname = key === '' ? `${base}/${bucket}` : `${base}/${bucket}/${encodeURI(key)}`;
  }
  return url;
}
