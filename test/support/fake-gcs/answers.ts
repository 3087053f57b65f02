import { bucketBody, bucketPolicyBody, json, keyBody, policyBody } from './bodies.ts';
import { apiError, keyDenied, projectDenied, serviceDisabled, storageDenied, storageError, unauthorized } from './errors.ts';
import type { FakeGcsOptions, GcsAnswer, GcsBucketState, GcsOperation } from './types.ts';

export interface GcsRequest {
  readonly method: string;
  readonly url: URL;
  readonly token: string;
  readonly body: string;
}

const routes: readonly (readonly [GcsOperation, string, RegExp])[] = [
  ['buckets.getIamPolicy', 'GET', /^(?:\/storage\/v1)?\/b\/([^/]+)\/iam$/],
  ['buckets.testIamPermissions', 'GET', /^(?:\/storage\/v1)?\/b\/([^/]+)\/iam\/testPermissions$/],
  ['buckets.get', 'GET', /^(?:\/storage\/v1)?\/b\/([^/]+)$/],
  ['projects.getIamPolicy', 'POST', /^\/v3\/projects\/([^/:]+):getIamPolicy$/],
  [
    'cryptoKeys.getIamPolicy',
    'GET',
    /^\/v1\/(projects\/[^/]+\/locations\/[^/]+\/keyRings\/[^/]+\/cryptoKeys\/[^/:]+):getIamPolicy$/,
  ],
  ['cryptoKeys.get', 'GET', /^\/v1\/(projects\/[^/]+\/locations\/[^/]+\/keyRings\/[^/]+\/cryptoKeys\/[^/:]+)$/],
  ['generateAccessToken', 'POST', /^\/v1\/projects\/-\/serviceAccounts\/([^/:]+):generateAccessToken$/],
  ['metadata', 'GET', /^\/computeMetadata\/v1\/(.*)$/],
];

/** The operation of a request and the name in its path. */
export function routeOf({ method, url }: GcsRequest): { readonly operation: GcsOperation; readonly name: string } {
  for (const [operation, verb, path] of routes) {
    const name = verb === method ? path.exec(url.pathname)?.[1] : undefined;
    if (name !== undefined) return { operation, name: decodeURIComponent(name) };
  }
  return { operation: 'unknown', name: '' };
}

const versionAsked = (text: string | null): number => Number(text ?? '1');

/** Answers a request as Google would. */
export function answer(options: FakeGcsOptions, request: GcsRequest): GcsAnswer {
  const { operation, name } = routeOf(request);
  const { denied = [], caller = 'auditor@acme-audit.iam.gserviceaccount.com', tokens } = options;
  const isDenied = (permission: string): boolean => denied === '*' || denied.includes(permission);
  const isStorage = operation.startsWith('buckets.');
  if (operation === 'metadata') return metadata(name);
  if (tokens !== undefined && !tokens.includes(request.token)) return unauthorized(isStorage);
  const query = request.url.searchParams;
  if (isStorage) {
    if (operation === 'buckets.testIamPermissions')
      return testedPermissions(options, name, query.getAll('permissions'), isDenied);
    const permission = operation === 'buckets.get' ? 'storage.buckets.get' : 'storage.buckets.getIamPolicy';
    const bucket = options.buckets.find((state) => state.name === name);
    if (bucket === undefined) return storageError(404, 'notFound', 'The specified bucket does not exist.');
    if (isDenied(permission)) return storageDenied(caller, permission);
    return operation === 'buckets.get'
      ? json(200, bucketBody(isDenied('storage.buckets.getIpFilter') ? { ...bucket, ipFilter: undefined } : bucket))
      : json(200, bucketPolicyBody(bucket, versionAsked(query.get('optionsRequestedPolicyVersion'))));
  }
  if (operation === 'projects.getIamPolicy') {
    const service = 'cloudresourcemanager.googleapis.com';
    const permission = 'resourcemanager.projects.getIamPolicy';
    const bucket = options.buckets.find(({ projectNumber }) => projectNumber === name);
    if (options.disabled?.includes(service) === true) return serviceDisabled(service, name);
    if (bucket === undefined || isDenied(permission)) return projectDenied(permission, name);
    return json(200, policyBody(bucket.projectBindings, versionInBody(request.body), bucket.auditConfigs));
  }
  if (operation === 'cryptoKeys.get' || operation === 'cryptoKeys.getIamPolicy')
    return answerKms(options, operation, name, versionAsked(query.get('options.requestedPolicyVersion')), isDenied);
  if (operation === 'generateAccessToken') {
    const accessToken = options.impersonable?.[name];
    return accessToken === undefined
      ? apiError(
          403,
          'PERMISSION_DENIED',
          "Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).",
        )
      : json(200, { accessToken, expireTime: new Date(Date.now() + 3_600_000).toISOString() });
  }
  return { status: 404, body: '<!DOCTYPE html><html lang=en><title>Error 404 (Not Found)!!1</title></html>', type: 'text/html' };
}

/** Everybody may ask what he may do; nothing is told by a document without the list. */
function testedPermissions(
  { buckets }: FakeGcsOptions,
  name: string,
  asked: readonly string[],
  isDenied: (permission: string) => boolean,
): GcsAnswer {
  if (!buckets.some((bucket) => bucket.name === name))
    return storageError(404, 'notFound', 'The specified bucket does not exist.');
  const permissions = asked.filter((permission) => !isDenied(permission));
  const kind = 'storage#testIamPermissionsResponse';
  return json(200, permissions.length === 0 ? { kind } : { kind, permissions });
}

function versionInBody(body: string): number {
  const { options } = JSON.parse(body === '' ? '{}' : body) as {
    readonly options?: { readonly requestedPolicyVersion?: number };
  };
  return options?.requestedPolicyVersion ?? 1;
}

function answerKms(
  options: FakeGcsOptions,
  operation: 'cryptoKeys.get' | 'cryptoKeys.getIamPolicy',
  name: string,
  version: number,
  isDenied: (permission: string) => boolean,
): GcsAnswer {
  const service = 'cloudkms.googleapis.com';
  const permission = `cloudkms.${operation}`;
  if (options.disabled?.includes(service) === true) return serviceDisabled(service, name.split('/')[1] ?? '');
  const key = options.buckets.map((bucket: GcsBucketState) => bucket.key).find((state) => state?.name === name);
  if (isDenied(permission)) return keyDenied(permission, name);
  if (key === undefined) return apiError(404, 'NOT_FOUND', `CryptoKey ${name} not found.`);
  return json(200, operation === 'cryptoKeys.get' ? keyBody(key) : policyBody(key.bindings, version));
}

/** Token that the fake metadata server hands out. */
export const metadataToken = 'ya29.metadata-token-that-must-not-leak';

const flavored = (body: string, type = 'application/text'): GcsAnswer => ({
  status: 200,
  body,
  type,
  headers: { 'metadata-flavor': 'Google' },
});

function metadata(path: string): GcsAnswer {
  if (path.endsWith('/token')) {
    const token = { access_token: metadataToken, expires_in: 3599, token_type: 'Bearer' };
    return flavored(JSON.stringify(token), 'application/json');
  }
  if (path.startsWith('universe')) return flavored('googleapis.com');
  return path.startsWith('project') ? flavored('acme-audit') : flavored('default/\n');
}
