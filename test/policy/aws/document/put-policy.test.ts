import { describe, expect, it } from 'vitest';
import { readPolicy } from '../../../../src/policy/aws/document/document.ts';
import { adviceText } from '../../../../src/policy/aws/document/problem.ts';
import { bucketStatement, external, policyText, saas, type Json } from '../../support.ts';

/** An untyped matcher, given a type. */
const like = (pattern: RegExp): unknown => expect.stringMatching(pattern);

const bucketArn = 'arn:aws:s3:::acme';
const objects = `${bucketArn}/*`;
const changed = (more: Json): string => policyText({ ...bucketStatement(saas), ...more });

const inertDeny = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: objects };
/** [reason, statement, problem] of documents that S3 does not store. */
const refused: readonly (readonly [string, Json, RegExp])[] = [
  ['an empty list of actions', { Action: [] }, /Action is an empty list/],
  ['an empty list of resources', { Resource: [] }, /Resource is an empty list/],
  ['an empty list of principals', { Principal: { AWS: [] } }, /Principal\.AWS is an empty list/],
  ['Resource *', { Resource: '*' }, /Resource is "\*", and a bucket policy takes only ARNs of its bucket; S3 answers/],
  ['every bucket', { Resource: 'arn:aws:s3:::*' }, /not the ARN of a bucket.*"Policy has invalid resource"/],
  ['another bucket', { Resource: [bucketArn, objects, 'arn:aws:s3:::other/*'] }, /Resource\[2\] .*not this bucket/],
  ['another bucket that begins alike', { Resource: [bucketArn, 'arn:aws:s3:::acme-logs/*'] }, /not this bucket/],
  ['part of the name', { Resource: 'arn:aws:s3:::ac*' }, /not this bucket/],
  ['a bucket name in a variable', { Resource: 'arn:aws:s3:::${aws:username}/*' }, /not the ARN of a bucket/],
  ['another partition', { Resource: ['arn:aws-cn:s3:::acme', 'arn:aws-cn:s3:::acme/*'] }, /not this bucket/],
  ['a bucket without its ARN', { Resource: 'acme/*' }, /not the ARN of a bucket/],
  ['an ARN with a blank', { Resource: 'arn:aws: s3:::acme/*' }, /not the ARN of a bucket/],
  ['a key', { Resource: 'arn:aws:kms:us-east-1:111122223333:key/x' }, /not the ARN of a bucket/],
  ['NotResource of another bucket', { Resource: undefined, NotResource: 'arn:aws:s3:::other/*' }, /NotResource .*not this/],
  ['actions of another service', { Action: ['s3:*', 'kms:Decrypt'] }, /Action\[1\] .*not an action of S3/],
  ['an operation for an action', { Action: 's3:GetBucketEncryption' }, /the action is s3:GetEncryptionConfiguration/],
  ['HeadObject', { Action: 's3:HeadObject' }, /an API operation and not an action; the action is s3:GetObject/],
  ['ListObjects', { Action: 's3:ListObjects' }, /the action is s3:ListBucket/],
  ['ListObjectsV2', { Action: ['S3:LISTOBJECTSV2'] }, /the action is s3:ListBucket/],
  ['an operation in NotAction', { Action: undefined, NotAction: 's3:HeadObject' }, /NotAction is "s3:HeadObject"/],
  [
    'an action on objects without objects',
    { Action: ['s3:ListBucket', 's3:GetObject'], Resource: bucketArn },
    /Action\[1\] is "s3:GetObject", which acts on objects, and Resource holds no ARN of objects; .*"Action does not apply to any/,
  ],
  [
    'an action on buckets without the bucket',
    { Action: ['s3:GetObject*', 's3:ListBucket*'], Resource: objects },
    /Action\[1\] is "s3:ListBucket\*", which acts on a bucket/,
  ],
  ['an action on neither', { Action: ['s3:*', 's3:ListAllMyBuckets'] }, /acts neither on a bucket nor on objects/],
];

describe('a bucket policy that is still to be stored', () => {
  it.each(refused)('is refused for %s', (_, more, problem) => {
    const read = readPolicy(changed(more), 'bucket', { bucketArn });
    expect(read).toMatchObject({ ok: false, problem: like(problem) });
    // A statement elsewhere makes no difference, and neither does Deny.
    expect(
      readPolicy(policyText(inertDeny, { ...bucketStatement(saas), ...more, Effect: 'Deny' }), 'bucket', { bucketArn }),
    ).toEqual(expect.objectContaining({ ok: false, path: like(/^Statement\[1\]/) }));
  });

  // Which bucket a stored policy belongs to is not asked, so another bucket in it is no news.
  const foreign = /not this/;
  it.each(refused.filter(([, , problem]) => !foreign.test(problem.source)))(
    'is judged by its meaning, with advice, when it is stored in spite of %s',
    (_, more, problem) => {
      const read = readPolicy(changed(more));
      const [first] = read.ok ? read.advice.filter(({ doubt }) => doubt) : [];
      expect(first).toMatchObject({ message: like(problem) });
    },
  );

  it.each([
    [
      'the split policy',
      policyText(
        bucketStatement(saas, { Sid: 'B', Action: 's3:ListBucket', Resource: bucketArn }),
        bucketStatement(saas, { Action: ['s3:GetObject*', 's3:PutObject'], Resource: objects }),
      ),
    ],
    ['a pattern that covers both', changed({ Resource: `${bucketArn}*` })],
    ['s3:* on objects', changed({ Action: 's3:*', Resource: objects })],
    ['* on the bucket', changed({ Action: '*', Resource: bucketArn })],
    ['s3:List* on objects', changed({ Action: 's3:List*', Resource: objects })],
    ['letter case', changed({ Action: ['S3:getobject', 's3:LISTBUCKET'] })],
    ['a folder of the user', changed({ Action: 's3:GetObject', Resource: `${bucketArn}/\${aws:username}/*` })],
    ['NotResource', changed({ Action: 's3:GetObject', Resource: undefined, NotResource: bucketArn })],
  ])('may hold %s', (_, text) => {
    expect(readPolicy(text, 'bucket', { bucketArn })).toMatchObject({ ok: true, advice: [] });
  });

  it('is not refused for other buckets when nobody says which it is for', () => {
    expect(readPolicy(changed({ Resource: ['arn:aws:s3:::x', 'arn:aws:s3:::y/*'] }), 'bucket', {})).toMatchObject({ ok: true });
    expect(readPolicy(changed({ Resource: '*' }), 'bucket', {})).toMatchObject({ ok: false });
  });

  it('has no statement list without statements', () => {
    const text = '{"Version":"2012-10-17","Statement":[]}';
    expect(readPolicy(text, 'bucket', {})).toMatchObject({ ok: false, path: 'Statement' });
    expect(readPolicy(text)).toMatchObject({ ok: true, statements: [], advice: [{ doubt: true }] });
  });

  it.each([
    ['an action that the data do not know', { Action: ['s3:*', 's3:GetObjectHologram'] }, /matches no action known on \d{4}-/],
    ['a pattern that matches none', { Action: ['s3:*', 's3:Fetch*'] }, /matches no action known/],
    ['an action of former times', { Action: ['s3:*', 's3:HeadBucket'] }, /the action is s3:ListBucket/],
    ['a wildcard before the colon', { Action: ['s3:*', 's?:*'] }, /a wildcard before the colon/],
    ['a deleted identity', { Principal: { AWS: [saas, 'AROAEXAMPLEEXAMPLE12'] } }, /unique id that a deleted/],
    ['a strange canonical user', { Principal: { CanonicalUser: 'ab' } }, /does not look like a canonical user id/],
    ['a condition without values', { Condition: { StringLike: { 'aws:Referer': [] } } }, /aws:Referer has no value/],
    ['two Booleans', { Condition: { Bool: { 'aws:SecureTransport': [true, false] } } }, /has more than one Boolean/],
  ])('is neither certainly valid nor certainly not with %s', (_, more, message) => {
    const read = readPolicy(changed(more), 'bucket', { bucketArn });
    expect(read).toMatchObject({ ok: true, advice: [{ doubt: true, message: like(message) }] });
  });
});

describe('advice', () => {
  const key = (more: Json): string => policyText({ ...external(saas), ...more });
  it.each([
    ['a missing version', 'bucket', JSON.stringify({ Statement: [bucketStatement(saas)] }), /Version is absent/],
    ['a byte order mark', 'bucket', `\ufeff${changed({})}`, /byte order mark/],
    ['a wrapped policy', 'bucket', JSON.stringify({ Policy: changed({}) }), /wrapped/],
    ['Sids that are alike', 'bucket', policyText(bucketStatement(saas), bucketStatement(saas)), /Statement\[1\]\.Sid/],
    ['Allow with NotPrincipal', 'bucket', changed({ Principal: undefined, NotPrincipal: { AWS: saas } }), /everybody who is not/],
    ['NotAction', 'bucket', changed({ Action: undefined, NotAction: 's3:DeleteBucket' }), /every action but the listed/],
    [
      'a wildcard without a like operator',
      'bucket',
      changed({ Condition: { StringEquals: { 'aws:PrincipalArn': 'arn:aws:iam::1:role/*' } } }),
      /StringEquals takes a wildcard as a plain character/,
    ],
    [
      'ForAllValues with a key of one value',
      'bucket',
      changed({ Condition: { 'ForAllValues:StringLike': { 'aws:SourceVpce': 'vpce-1' } } }),
      /ForAllValues is true as well when it is absent/,
    ],
    ['a private address', 'bucket', changed({ Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }), /a private address/],
    ['an operator without keys', 'bucket', changed({ Condition: { StringLike: {} } }), /is empty and has no effect/],
    [
      'a variable in the old version',
      'bucket',
      JSON.stringify({
        Version: '2008-10-17',
        Statement: bucketStatement(saas, { Action: 's3:GetObject', Resource: `${bucketArn}/\${x}/*` }),
      }),
      /plain text without Version 2012-10-17/,
    ],
    [
      'a key policy without Resource',
      'key',
      key({ Resource: undefined }),
      /Statement\[0\] has no Resource and therefore no effect/,
    ],
    ['an alias', 'key', key({ Resource: 'arn:aws:kms:us-east-1:111122223333:alias/x' }), /the ARN of an alias/],
    ['a bucket in a key policy', 'key', key({ Resource: objects.slice(0, -2) }), /not the ARN of a key/],
    ['actions of S3 in a key policy', 'key', key({ Action: ['kms:*', 's3:GetObject'] }), /Action\[1\] .*cannot grant/],
    ['an operation in a key policy', 'key', key({ Action: ['kms:*', 'kms:ReEncrypt'] }), /kms:ReEncryptFrom and kms:ReEncryptTo/],
    ['an unknown action in a key policy', 'key', key({ Action: ['kms:*', 'kms:Decypt'] }), /matches no action known/],
  ] as const)('speaks of %s', (_, kind, text, message) => {
    const read = readPolicy(text, kind);
    expect(read).toMatchObject({ ok: true, advice: [{ doubt: false, message: like(message) }] });
    if (read.ok) for (const one of read.advice) expect(adviceText(one)).toMatch(/ \(line \d+, column \d+\)$/);
  });

  it('says nothing of the documented statements', () => {
    expect(readPolicy(changed({}))).toMatchObject({ ok: true, advice: [] });
    expect(readPolicy(key({}), 'key')).toMatchObject({ ok: true, advice: [] });
    expect(readPolicy(policyText(external(saas), external(saas)), 'key')).toMatchObject({ ok: true, advice: [] });
  });

  it('has the place of what it speaks of', () => {
    const text = JSON.stringify({ Version: '2012-10-17', Statement: { ...external(saas), Action: ['kms:*', 's3:*'] } }, null, 1);
    const before = text.slice(0, text.indexOf('"s3:*"')).split('\n');
    expect(readPolicy(text, 'key')).toMatchObject({
      advice: [{ path: 'Statement[0].Action[1]', line: before.length, column: (before.at(-1) ?? '').length + 1 }],
    });
  });
});
