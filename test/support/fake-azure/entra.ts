import type { FakeAzureOptions } from './types.ts';

const tenantPath =
  /^\/([0-9a-f-]{36}|organizations|common)\/(?:v2\.0\/\.well-known\/openid-configuration|oauth2\/v2\.0\/token)$/i;

/** Whether a path is one of Microsoft Entra: metadata of a tenant or its token endpoint. */
export const isEntra = (path: string): boolean => tenantPath.test(path);

/** Just enough of OpenID Connect for a client secret to become a token. */
export function entraAnswer(
  path: string,
  origin: string,
  token: string,
  refusal: FakeAzureOptions['entra'],
  body: string,
): { status: number; body: string; headers: Readonly<Record<string, string>> } {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  const tenant = tenantPath.exec(path)?.[1] ?? '';
  const base = `${origin}/${tenant}`;
  if (path.endsWith('/openid-configuration')) {
    const metadata = {
      issuer: `${base}/v2.0`,
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      token_endpoint: `${base}/oauth2/v2.0/token`,
      jwks_uri: `${base}/discovery/v2.0/keys`,
      end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    };
    return { status: 200, body: JSON.stringify(metadata), headers };
  }
  if (refusal !== undefined) {
    const error = { error: refusal.error, error_description: `${refusal.description} Sent: ${body}` };
    return { status: refusal.status, body: JSON.stringify(error), headers };
  }
  const answer = { token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599, access_token: token };
  return { status: 200, body: JSON.stringify(answer), headers };
}
