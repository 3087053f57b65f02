import { unreadable, type Unreadable } from '../../evidence/observation.ts';
import { cleanText } from './error-text.ts';

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection closed by the server',
  EPIPE: 'connection closed by the server',
  ENOTFOUND: 'host name not found',
  EAI_AGAIN: 'host name could not be looked up',
  EHOSTUNREACH: 'no route to the host',
  ENETUNREACH: 'no route to the network',
  EPROTO: 'no TLS on that port',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate is for another host',
  CERT_HAS_EXPIRED: 'the certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate is self-signed; NODE_EXTRA_CA_CERTS adds a CA',
  SELF_SIGNED_CERT_IN_CHAIN: 'the CA is not trusted; NODE_EXTRA_CA_CERTS adds a CA',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'the CA is not trusted; NODE_EXTRA_CA_CERTS adds a CA',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the CA is not trusted; NODE_EXTRA_CA_CERTS adds a CA',
};

/** What a call without any answer says; undefined when the error is not one of the network. */
export function networkFailure(error: Error, host: string | undefined): Unreadable | undefined {
  const cause = deepest(error);
  const code = cause.code;
  if (code !== undefined && code.startsWith('HPE_'))
    return unreadable('not-understood', { detail: 'the server does not speak HTTP' });
  const reason =
    code === undefined
      ? undefined
      : (reasons[code] ?? (/^ERR_(?:SSL|TLS)_|CERT/.test(code) ? 'no trusted TLS connection' : undefined));
  if (reason !== undefined && code !== undefined) {
    const where = hostAndPort(cause) ?? host;
    return unreadable('unreachable', { code, detail: where === undefined ? reason : `${where}: ${reason}` });
  }
  if (code === 'ETIMEDOUT' || error.name === 'TimeoutError') {
    return unreadable('timeout', /establish/.test(error.message) ? { detail: 'no connection came about' } : {});
  }
  if (/not a valid hostname|Invalid URL|Invalid endpoint|Endpoint/.test(error.message)) {
    return unreadable('unreachable', { detail: cleanText(error.message) });
  }
  return undefined;
}

const gone: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT']);

/** Whether no connection to the host came about, in Node's words, ours or those of the AWS SDK. */
export function isNoConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = deepest(error);
  return code === undefined ? error.name === 'TimeoutError' && /establish/.test(error.message) : gone.has(code);
}

interface Failure {
  readonly code: string | undefined;
  readonly host: string | undefined;
  readonly port: number | undefined;
}

/** Node tries every address of a name and wraps the failures; the first one tells. */
function deepest(error: Error): Failure {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  const text = (key: string): string | undefined => {
    const value = property(first, key) ?? property(error, key);
    return typeof value === 'string' ? value : undefined;
  };
  const port = property(first, 'port') ?? property(error, 'port');
  return {
    code: text('code'),
    host: text('hostname') ?? text('address') ?? text('host'),
    port: typeof port === 'number' ? port : undefined,
  };
}

const hostAndPort = ({ host, port }: Failure): string | undefined =>
  host === undefined
    ? undefined
    : cleanText(port === undefined ? host : host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`);

const property = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
