import { shown } from '../../core/shown.ts';
import type { Declared } from '../../evidence/declared.ts';
import { forms, isCloudKmsKey, isKeyVaultKey, isManagedIdentity, isServiceAccount, type FormName } from '../../declared/forms.ts';
import { readDeclared } from '../../declared/read.ts';
import { writtenOf, type WrittenFlags } from '../../declared/table.ts';
import type { NamedTarget } from '../../audit/target/model.ts';
import type { TargetFlags } from '../flags/connect.ts';
import { UsageError } from '../usage-error.ts';

/** What a value should have been and was not: the end of a usage error. */
export const expectedFound = (expected: string, value: string): string => `expected ${expected}, found ${shown(value)}`;

/** Why a value is not written as it should be, or undefined. */
export function problemOf(name: FormName, value: string): string | undefined {
  const formed = forms[name](value);
  return 'expected' in formed ? expectedFound(formed.expected, value) : undefined;
}

/** Refuses the value of a flag that is not written as it should be. */
export function checkForm(flag: string, name: FormName, value: string | undefined): void {
  const problem = value === undefined ? undefined : problemOf(name, value);
  if (problem !== undefined) throw new UsageError(`${flag}: ${problem}`);
}

/** What flags declare; throws a {@link UsageError} that names the flag of a malformed value. */
export function declaredByFlags(flags: WrittenFlags): Declared {
  const read = readDeclared(writtenOf(flags));
  if ('declared' in read) return read.declared;
  throw new UsageError(`${read.wrong.fact.flag}: ${expectedFound(read.wrong.expected, read.wrong.value)}`);
}

/** Refuses what is malformed of the flags that say how to reach a target. */
export function checkConnection(flags: TargetFlags): void {
  const {
    endpoint,
    roleArn,
    externalId,
    impersonateServiceAccount,
    subscription,
    keyVaultSubscription,
    azureArmEndpoint,
    azureBlobEndpoint,
  } = flags;
  checkForm('--subscription', 'subscription', subscription);
  checkForm('--key-vault-subscription', 'subscription', keyVaultSubscription);
  checkForm('--azure-arm-endpoint', 'azureEndpoint', azureArmEndpoint);
  checkForm('--azure-blob-endpoint', 'azureEndpoint', azureBlobEndpoint);
  checkForm('--endpoint', 'endpoint', endpoint);
  checkForm('--impersonate-service-account', 'serviceAccount', impersonateServiceAccount);
  checkForm('--role-arn', 'role', roleArn);
  if (externalId !== undefined && roleArn === undefined) {
    throw new UsageError('--external-id needs --role-arn: it is the id that the role asks for when it is assumed');
  }
}

/** A principal or key of another cloud is a slip of the pen that would otherwise read like a missing grant. */
export function refuseForeignName(target: NamedTarget, { principal, kmsKey }: Declared): void {
  if (target.kind === 'recorded' || target.provider === 's3-compatible' || target.provider === 'coreweave') return;
  const isGoogle = target.provider === 'gcs';
  const isAzure = target.provider === 'azure' || target.provider === 'azure-ai';
  for (const [flag, value, isGoogles, isAzures] of [
    ['--principal', principal, isServiceAccount, isManagedIdentity],
    ['--kms-key', kmsKey, isCloudKmsKey, isKeyVaultKey],
  ] as const) {
    if (value !== undefined && (isGoogles(value) !== isGoogle || isAzures(value) !== isAzure))
      throw new UsageError(
        `${flag}: ${shown(value)} is not of the cloud of ${target.ref.uri}; declare it for each target in byob-audit.yaml`,
      );
  }
}
