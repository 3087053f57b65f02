import { defineAwsCheck, fail, manual, pass, undecided, type Remediation, type Verdict } from '../../core/check.ts';
import type { FacetValue } from '../../evidence/index.ts';
import { compareKeys, isAwsManagedS3Key, keyReference } from '../../policy/aws/key-reference.ts';
import { printable } from '../../policy/printable.ts';
import { putEncryption } from '../../fixes/aws.ts';
import { remedy } from '../../fixes/step.ts';

const kmsAlgorithms: readonly string[] = ['aws:kms', 'aws:kms:dsse'];

type DefaultEncryptionRule = FacetValue<'aws', 'encryption'>['ServerSideEncryptionConfiguration']['Rules'][number];

/** The command that selects a key; without one only the step can be named. */
function fixFor(bucket: string, kmsKey: string | undefined, rules: readonly DefaultEncryptionRule[], index: number): Remediation {
  if (kmsKey === undefined || keyReference(kmsKey).kind !== 'arn')
    return { summary: 'Set default encryption to aws:kms with a customer managed key' };
  return remedy(
    'Set default encryption to the ARN of the key, with a bucket key; objects that exist keep their encryption',
    putEncryption(bucket, { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: kmsKey }, rules, index),
  );
}

export const defaultEncryption = defineAwsCheck({
  id: 'aws/default-encryption',
  title: 'New objects are encrypted with the KMS key that is meant for them',
  severity: 'medium',
  rationale:
    'The documents ask for a KMS key. W&B is told one key; objects under another one cannot be read when W&B may not use it. ' +
    "Keys of S3 (AES256) work as well, as W&B's own example byob-sse-s3 shows, but then no key policy guards the data.",
  remediation: 'Set default encryption to aws:kms with your customer managed key.',
  source: [
    { document: 'D-2026S', edition: '2026-02', quote: 'W&B requires you to provision a KMS Key' },
    { document: 'S004', edition: '2025-03' },
    { document: 'TFA', quote: 'Do not configure a KMS key on the object store' },
    { document: 'AWS', quote: "KMS resolves the key within the requester's account", inferred: true },
  ],
  rows: ['AWS-S3-02'],
  tags: ['encryption'],
  controls: { 'nist-800-53-r5': ['SC-12', 'SC-28'], 'aws-fsbp': ['S3.17'] },
  requires: ['encryption'],
  consults: ['kmsKey', 'kmsAliases'],
  evaluate: ({ encryption, kmsKey, kmsAliases }, { kmsKey: declared, deployment, target }) => {
    const rules = encryption?.ServerSideEncryptionConfiguration.Rules ?? [];
    const index = rules.findIndex((rule) => rule.ApplyServerSideEncryptionByDefault !== undefined);
    const chosen = rules[index]?.ApplyServerSideEncryptionByDefault;
    const fix = (): Remediation => fixFor(target.bucket, declared, rules, Math.max(index, 0));
    if (chosen === undefined) {
      // AWS has encrypted with AES256 since January 2023; other servers and old recordings still give this answer.
      return fail('the bucket has no default encryption', {
        key: 'none',
        fix: fix(),
        ...(declared === undefined ? {} : { severity: 'high' }),
      });
    }
    const at = `ServerSideEncryptionConfiguration.Rules.${index}.ApplyServerSideEncryptionByDefault`;
    const evidence = [
      { facet: 'encryption', path: `${at}.SSEAlgorithm`, value: chosen.SSEAlgorithm },
      { facet: 'encryption', path: `${at}.KMSMasterKeyID`, value: chosen.KMSMasterKeyID ?? null },
    ];
    const other = (message: string): Verdict =>
      fail(message, { key: 'not-declared-key', severity: 'high', evidence, fix: fix() });
    const algorithm = printable(chosen.SSEAlgorithm);
    if (!kmsAlgorithms.includes(chosen.SSEAlgorithm)) {
      if (declared !== undefined)
        return other(`default encryption is ${algorithm} and not the declared key ${printable(declared)}`);
      if (algorithm !== 'AES256')
        return fail(`default encryption is ${algorithm}, which no document of W&B mentions`, {
          key: 'no-kms',
          evidence,
          fix: fix(),
        });
      const message = 'default encryption is AES256: W&B works with it, and its documents ask for a KMS key';
      return fail(message, { key: 'no-kms', severity: 'low', evidence, fix: fix() });
    }
    if (isAwsManagedS3Key(chosen.KMSMasterKeyID)) {
      if (declared !== undefined) return other(`default encryption uses aws/s3 and not the declared key ${printable(declared)}`);
      return pass('default encryption is aws:kms with aws/s3; see aws/kms-key-customer-managed', { evidence });
    }
    const named = chosen.KMSMasterKeyID ?? '';
    const arn = kmsKey.state === 'present' ? kmsKey.value.KeyMetadata.Arn : undefined;
    const found = (message: string): Verdict => {
      if (deployment === 'self-managed' || keyReference(named).kind === 'arn') return pass(message, { evidence });
      const why = `default encryption names the key as ${printable(named)} and not by its ARN, which AWS asks for when another account writes`;
      if (deployment === undefined)
        return manual(`${why}, and the deployment is not declared`, {
          key: 'no-arn',
          severity: 'low',
          answer: 'deployment',
          evidence,
        });
      const full = [arn, declared].find((key) => key !== undefined && keyReference(key).kind === 'arn');
      return fail(`${why}, as W&B does`, {
        key: 'no-arn',
        severity: 'low',
        details: ['S3 looks an alias up in the account of whoever writes; W&B escapes that only while it names the key itself'],
        evidence,
        fix: fixFor(target.bucket, full, rules, index),
      });
    };
    if (declared === undefined) return found(`default encryption is ${algorithm} with ${printable(named)}`);
    const aliases =
      kmsAliases.state === 'unreadable' ? undefined : kmsAliases.state === 'present' ? kmsAliases.value.Aliases : [];
    switch (compareKeys(named, declared, { arn, aliases })) {
      case 'same':
        return found('default encryption uses the declared key');
      case 'needs key': {
        const message = `default encryption names the alias ${printable(named)}, and the key behind it is not known`;
        return kmsKey.state === 'unreadable' ? undecided(message, ['kmsKey'], { evidence }) : manual(message, { evidence });
      }
      case 'needs aliases':
        return undecided(`the declared key is the alias ${printable(declared)}, whose key is not known`, ['kmsAliases'], {
          evidence,
        });
      case 'other':
        return other(
          `default encryption uses another key than the declared one: ${printable(arn ?? named)} instead of ${printable(declared)}`,
        );
    }
  },
});
