import { describe, expect, it } from 'vitest';
import { actionBehind, level, levelsOf, membersOf } from '../../../../src/policy/aws/document/action-names.ts';
import { compileGlob } from '../../../../src/policy/aws/pattern/glob.ts';
import { bucketNeeds, keyNeeds, overGrantNeeds, type Need } from '../../../../src/policy/aws/request/needs.ts';

const named = (needs: readonly Need[], documented: string, role?: Need['role']): readonly string[] =>
  needs.filter((need) => need.documented === documented && (role === undefined || need.role === role)).map(({ name }) => name);

describe('the needs of the documented policies', () => {
  it('takes s3:GetObject* for its 16 members and one name of tomorrow', () => {
    expect(named(bucketNeeds, 's3:GetObject*')).toEqual([
      's3:GetObject',
      's3:GetObjectVersion',
      's3:GetObjectAcl',
      's3:GetObjectAnnotation',
      's3:GetObjectAttributes',
      's3:GetObjectLegalHold',
      's3:GetObjectRetention',
      's3:GetObjectTagging',
      's3:GetObjectTorrent',
      's3:GetObjectVersionAcl',
      's3:GetObjectVersionAnnotation',
      's3:GetObjectVersionAnnotationForReplication',
      's3:GetObjectVersionAttributes',
      's3:GetObjectVersionForReplication',
      's3:GetObjectVersionTagging',
      's3:GetObjectVersionTorrent',
      's3:GetObjectZz',
    ]);
    expect(named(bucketNeeds, 's3:GetObject*', 'core')).toEqual(['s3:GetObject', 's3:GetObjectVersion']);
  });

  it.each([
    ['kms:ReEncrypt*', ['kms:ReEncryptFrom', 'kms:ReEncryptTo', 'kms:ReEncryptZz']],
    [
      'kms:GenerateDataKey*',
      [
        'kms:GenerateDataKey',
        'kms:GenerateDataKeyPair',
        'kms:GenerateDataKeyPairWithoutPlaintext',
        'kms:GenerateDataKeyWithoutPlaintext',
        'kms:GenerateDataKeyZz',
      ],
    ],
    // kms:DescribeCustomKeyStores acts on no key.
    ['kms:Describe*', ['kms:DescribeKey']],
    ['kms:Decrypt', ['kms:Decrypt']],
    ['kms:Encrypt', ['kms:Encrypt']],
  ])('takes %s for %j', (documented, members) => {
    expect(named(keyNeeds, documented)).toEqual(members);
  });

  it('asks for bucket actions on the bucket and for object actions on objects, as the service reference has it', () => {
    for (const { name, on, role } of [...bucketNeeds, ...keyNeeds, ...overGrantNeeds].filter(({ role }) => role !== 'tomorrow'))
      expect(levelsOf(compileGlob(name.toLowerCase())), `${name} (${role})`).toBe(level[on]);
    expect(new Set(bucketNeeds.filter(({ on }) => on === 'bucket').map(({ documented }) => documented)).size).toBe(7);
    expect(new Set(bucketNeeds.filter(({ on }) => on === 'object').map(({ documented }) => documented)).size).toBe(4);
  });

  it('names nothing of today with the names of tomorrow', () => {
    const tomorrow = [...bucketNeeds, ...keyNeeds].filter(({ role }) => role === 'tomorrow');
    expect(tomorrow).toHaveLength(3);
    for (const { action } of tomorrow) expect(levelsOf(compileGlob(action))).toBe(level.none);
  });
});

describe('action names', () => {
  it.each([
    ['s3:*', level.bucket | level.object | level.other],
    ['*', level.bucket | level.object | level.other | level.key],
    ['s3:getobject?*', level.object],
    ['s3:listbucket*', level.bucket],
    ['s3:list*', level.bucket | level.object | level.other],
    ['s3:listallmybuckets', level.other],
    ['kms:describe*', level.key | level.other],
    ['s3:getobjekt', level.none],
  ])('%s acts on %i', (pattern, levels) => {
    expect(levelsOf(compileGlob(pattern))).toBe(levels);
    expect(levelsOf(compileGlob(pattern))).toBe(levels);
  });

  it('knows operations that are no actions, and no action among them', () => {
    expect(actionBehind('s3:getbucketencryption')).toBe('s3:GetEncryptionConfiguration');
    expect(actionBehind('s3:headobject')).toBe('s3:GetObject');
    expect(actionBehind('constructor')).toBeUndefined();
    for (const name of [...membersOf('s3:*', 'bucket'), ...membersOf('s3:*', 'object'), ...membersOf('kms:*', 'key')])
      expect(actionBehind(name.toLowerCase())).toBeUndefined();
  });
});
