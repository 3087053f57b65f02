import { Option } from 'commander';
import { UsageError } from '../usage-error.ts';
import type { ContextFlags } from './context.ts';
import { of } from './option.ts';

/** How the services are reached. */
export interface ConnectFlags {
  readonly endpoint?: string;
  readonly profile?: string;
  readonly roleArn?: string;
  readonly externalId?: string;
  /** Milliseconds. */
  readonly timeout?: number;
  readonly concurrency?: number;
  readonly impersonateServiceAccount?: string;
  readonly virtualHostStyle?: boolean;
  readonly subscription?: string;
  readonly keyVaultSubscription?: string;
  readonly azureArmEndpoint?: string;
  readonly azureBlobEndpoint?: string;
}

/** All that is said about targets. */
export type TargetFlags = ContextFlags & ConnectFlags & { readonly provider?: string };

function milliseconds(value: string): number {
  const [, digits, unit] = /^(\d+(?:\.\d+)?)(ms|s)?$/.exec(value) ?? [];
  const time = Number(digits) * (unit === 'ms' ? 1 : 1000);
  if (!(time >= 1 && time <= 3_600_000)) throw new UsageError('--timeout: expected seconds, such as 5 or 0.5, or 500ms');
  return Math.round(time);
}

function concurrency(value: string): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < 1 || number > 1000)
    throw new UsageError('--concurrency: expected a whole number from 1 to 1000');
  return number;
}

export const subscriptionOptions = (): Option[] =>
  of('azure', [new Option('--subscription <id>', 'Azure subscription of the storage account (default: looked for)')]);

export const connectOptions = (): Option[] => [
  new Option('--endpoint <url>', 'endpoint of the service; with s3:// and a host outside AWS the store is S3-compatible'),
  new Option('--timeout <seconds>', 'limit for each call (default: 10)').argParser(milliseconds),
  new Option('--concurrency <n>', 'targets that are read at the same time (default: 10)').argParser(concurrency),
  ...of('aws', [
    new Option('--profile <name>', 'profile of the AWS configuration files'),
    new Option('--role-arn <arn>', 'role to assume before reading'),
    new Option('--external-id <id>', 'external id that the role asks for'),
  ]),
  ...of('gcs', [new Option('--impersonate-service-account <email>', 'Google service account to act as')]),
  ...subscriptionOptions(),
  ...of('azure', [
    new Option('--key-vault-subscription <id>', 'Azure subscription of key vaults that are not in that of the resource'),
    new Option('--azure-arm-endpoint <url>', 'URL of Azure Resource Manager'),
    new Option('--azure-blob-endpoint <url>', 'URL of the blob service of the account'),
  ]),
  ...of('s3', [new Option('--virtual-host-style', 'the bucket is part of the host name of an S3-compatible endpoint')]),
];
