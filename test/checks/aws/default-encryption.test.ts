import { expect, it } from 'vitest';
import { defaultEncryption } from '../../../src/checks/aws/default-encryption.ts';
import { describeCheck, judge } from '../../support/describe-check.ts';

const id = '1f4c2d3e-5a6b-4c7d-8e9f-0a1b2c3d4e5f';
const arn = `arn:aws:kms:eu-central-1:111122223333:key/${id}`;
const other = 'arn:aws:kms:eu-central-1:111122223333:key/9b8a7c6d-5e4f-4a3b-9c2d-1e0f9a8b7c6d';
const kmsKey = { KeyMetadata: { Arn: arn, KeyId: id } };
const aliasArn = 'arn:aws:kms:eu-central-1:111122223333:alias/acme';

const encrypted = (SSEAlgorithm: string, KMSMasterKeyID?: string) => ({
  ServerSideEncryptionConfiguration: {
    Rules: [
      { ApplyServerSideEncryptionByDefault: { SSEAlgorithm, ...(KMSMasterKeyID === undefined ? {} : { KMSMasterKeyID }) } },
    ],
  },
});

describeCheck(defaultEncryption, {
  'passes when': {
    'it uses the declared key': {
      given: { encryption: encrypted('aws:kms', arn) },
      with: { kmsKey: arn },
      says: 'default encryption uses the declared key',
    },
    'it names the declared key by its bare id': {
      given: { encryption: encrypted('aws:kms', id), kmsKey },
      with: { kmsKey: arn, deployment: 'self-managed' },
      says: 'default encryption uses the declared key',
    },
    'it names the bare id and the key could not be looked up': {
      given: { encryption: encrypted('aws:kms', id) },
      unreadable: { kmsKey: 'access-denied' },
      with: { kmsKey: arn, deployment: 'self-managed' },
      says: 'default encryption uses the declared key',
    },
    'it names an alias that leads to the declared key': {
      given: { encryption: encrypted('aws:kms', 'alias/acme'), kmsKey },
      with: { kmsKey: arn, deployment: 'self-managed' },
      says: 'default encryption uses the declared key',
    },
    'an alias of the key is declared': {
      given: { encryption: encrypted('aws:kms', arn), kmsAliases: { Aliases: [{ AliasName: 'alias/acme', TargetKeyId: id }] } },
      with: { kmsKey: aliasArn },
      says: 'default encryption uses the declared key',
    },
    'it names the alias that is declared': {
      given: { encryption: encrypted('aws:kms', 'alias/acme') },
      with: { kmsKey: 'alias/acme', deployment: 'self-managed' },
      says: 'default encryption uses the declared key',
    },
    'no key is declared and it uses one': {
      given: { encryption: encrypted('aws:kms', arn) },
      says: `default encryption is aws:kms with ${arn}`,
    },
    'no key is declared and it uses aws/s3, which another check judges': {
      given: { encryption: encrypted('aws:kms') },
      says: 'default encryption is aws:kms with aws/s3; see aws/kms-key-customer-managed',
    },
    'it is dual-layer with the declared key, which another check judges': {
      given: { encryption: encrypted('aws:kms:dsse', arn) },
      with: { kmsKey: arn },
      says: 'default encryption uses the declared key',
    },
  },
  'fails when': {
    'it uses another key': {
      given: { encryption: encrypted('aws:kms', other) },
      with: { kmsKey: arn },
      says: `default encryption uses another key than the declared one: ${other} instead of ${arn}`,
      severity: 'high',
    },
    'it uses the key of the same id in another region': {
      given: { encryption: encrypted('aws:kms', arn.replace('eu-central-1', 'us-east-1')) },
      with: { kmsKey: arn },
      says: /another key than the declared one/,
      severity: 'high',
    },
    'it names an alias that leads to another key': {
      given: { encryption: encrypted('aws:kms', 'alias/acme'), kmsKey },
      with: { kmsKey: other },
      says: /another key than the declared one/,
      severity: 'high',
    },
    'the declared alias belongs to another key': {
      given: { encryption: encrypted('aws:kms', arn), kmsAliases: { Aliases: [{ AliasName: 'alias/acme', TargetKeyId: 'x' }] } },
      with: { kmsKey: aliasArn },
      says: /another key than the declared one/,
      severity: 'high',
    },
    'it uses aws/s3 and a key is declared': {
      given: { encryption: encrypted('aws:kms') },
      with: { kmsKey: arn },
      says: `default encryption uses aws/s3 and not the declared key ${arn}`,
      severity: 'high',
    },
    'it uses keys of S3 and a key is declared': {
      given: { encryption: encrypted('AES256') },
      with: { kmsKey: arn },
      says: `default encryption is AES256 and not the declared key ${arn}`,
      severity: 'high',
    },
    'it uses keys of S3 and no key is declared': {
      given: { encryption: encrypted('AES256') },
      says: 'default encryption is AES256: W&B works with it, and its documents ask for a KMS key',
      severity: 'low',
    },
    'it is of a kind that is new': {
      given: { encryption: encrypted('aws:new') },
      says: 'default encryption is aws:new, which no document of W&B mentions',
      severity: 'medium',
    },
    'it names the key by an alias, and W&B writes from its own account': {
      given: { encryption: encrypted('aws:kms', 'alias/acme'), kmsKey },
      with: { kmsKey: arn, deployment: 'dedicated' },
      says: 'default encryption names the key as alias/acme and not by its ARN, which AWS asks for when another account writes, as W&B does',
      severity: 'low',
    },
    'it names the key by its bare id, and no key is declared': {
      given: { encryption: encrypted('aws:kms', id), kmsKey },
      with: { deployment: 'multi-tenant' },
      says: /not by its ARN/,
      severity: 'low',
    },
    'there is none': { given: {}, says: 'the bucket has no default encryption', severity: 'medium' },
    'there is none and a key is declared': {
      with: { kmsKey: arn },
      says: 'the bucket has no default encryption',
      severity: 'high',
    },
  },
  'asks when': {
    'it names the key by an alias, and the deployment is not declared': {
      given: { encryption: encrypted('aws:kms', 'alias/acme'), kmsKey },
      with: { kmsKey: arn },
      says: /not by its ARN, .*, and the deployment is not declared$/,
      severity: 'low',
    },
    'it names an alias and there is no key to look at': {
      given: { encryption: encrypted('aws:kms', 'alias/acme') },
      with: { kmsKey: arn },
      says: /^default encryption names the alias alias\/acme/,
    },
  },
  'cannot tell when': {
    'it names an alias and the key behind it may not be read': {
      given: { encryption: encrypted('aws:kms', 'alias/acme') },
      unreadable: { kmsKey: 'access-denied' },
      with: { kmsKey: arn },
      says: /^default encryption names the alias alias\/acme.*grant kms:DescribeKey/,
    },
    'an alias is declared and aliases may not be read': {
      given: { encryption: encrypted('aws:kms', arn), kmsKey },
      unreadable: { kmsAliases: 'access-denied' },
      with: { kmsKey: aliasArn },
      says: /whose key is not known.*grant kms:ListAliases/,
    },
  },
});

it('fills the command with the declared key', () => {
  const finding = judge(defaultEncryption, { given: { encryption: encrypted('AES256') }, with: { kmsKey: arn } });
  expect(finding.remediation?.commands?.[0]).toContain(`"KMSMasterKeyID":"${arn}"`);
});

it('keeps the kinds of encryption that the bucket blocks', () => {
  const { ServerSideEncryptionConfiguration: configuration } = encrypted('AES256');
  const Rules = configuration.Rules.map((rule) => ({ ...rule, BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] } }));
  const encryption = { ServerSideEncryptionConfiguration: { Rules } };
  const finding = judge(defaultEncryption, { given: { encryption }, with: { kmsKey: arn } });
  expect(finding.remediation?.commands?.[0]).toContain('"BlockedEncryptionTypes":{"EncryptionType":["SSE-C"]}');
});

it('puts no alias into the command', () => {
  const finding = judge(defaultEncryption, { given: { encryption: encrypted('AES256') }, with: { kmsKey: 'alias/acme' } });
  expect(finding.remediation).toEqual({ summary: 'Set default encryption to aws:kms with a customer managed key' });
});
