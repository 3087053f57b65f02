import { Storage } from '@google-cloud/storage';
import type { ConnectOptions, ProviderIo } from '../../core/provider.ts';
import { gcsFacets, type GcsFacetName } from '../../evidence/gcs.ts';
import { confirmed } from './answer.ts';
import { credentialsOf } from './credentials.ts';
import { hostsFor, type Hosts } from './hosts.ts';
import { openTransport, type ApiRequest } from './transport.ts';

export interface GcsClient {
  /**
   * The raw answer for a facet.
   * @param name of the bucket, number of the project or resource name of the key
   */
  readonly read: (facet: GcsFacetName, name: string, signal: AbortSignal | undefined) => Promise<unknown>;
  readonly hosts: Hosts;
  readonly close: () => void;
}

/** Conditions are told only to those who ask for version 3. Source: "IAM policy versions" of Google's documentation. */
const policyVersion = 3;

const requests: { readonly [F in GcsFacetName]: (hosts: Hosts, name: string) => ApiRequest } = {
  bucket: ({ storage }, name) => ({ method: 'GET', url: `${storage}/b/${encodeURIComponent(name)}?projection=noAcl` }),
  iamPolicy: ({ storage }, name) => ({
    method: 'GET',
    url: `${storage}/b/${encodeURIComponent(name)}/iam?optionsRequestedPolicyVersion=${policyVersion}`,
  }),
  ipFilterPermission: ({ storage }, name) => ({
    method: 'GET',
    url: `${storage}/b/${encodeURIComponent(name)}/iam/testPermissions?permissions=${gcsFacets.ipFilterPermission.permission}`,
  }),
  projectIamPolicy: ({ resourceManager }, name) => ({
    method: 'POST',
    url: `${resourceManager}/projects/${encodeURIComponent(name)}:getIamPolicy`,
    body: { options: { requestedPolicyVersion: policyVersion } },
  }),
  kmsKey: ({ kms }, name) => ({ method: 'GET', url: `${kms}/${name}` }),
  kmsKeyIamPolicy: ({ kms }, name) => ({
    method: 'GET',
    url: `${kms}/${name}:getIamPolicy?options.requestedPolicyVersion=${policyVersion}`,
  }),
};

/** Opens the client of one run; nothing is sent and no credential is looked up yet. */
export function openClient(options: ConnectOptions, tool: ProviderIo['tool']): GcsClient {
  const hosts = hostsFor(options.endpoint, process.env['STORAGE_EMULATOR_HOST']);
  return clientFor(hosts, options, tool);
}

/** The same for hosts that are known. @param iamCredentials URL of the IAM Credentials API where it is not Google's */
export function clientFor(hosts: Hosts, options: ConnectOptions, tool: ProviderIo['tool'], iamCredentials?: string): GcsClient {
  // For authentication alone, see `docs/libraries.md`. A project is never needed, and finding one would start `gcloud`.
  const { authClient } = new Storage({ projectId: 'unused' });
  const transport = openTransport({
    credentials: hosts.authenticated
      ? credentialsOf(authClient, { impersonate: options.impersonateServiceAccount, timeout: options.timeout, iamCredentials })
      : undefined,
    timeout: options.timeout,
    userAgent: `${tool.name}/${tool.version}`,
    sockets: Math.max(16, options.concurrency * 4),
  });
  return {
    hosts,
    read: async (facet, name, signal) => confirmed(facet, name, await transport.send(requests[facet](hosts, name), signal)),
    close: transport.close,
  };
}
