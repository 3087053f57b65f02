import { describe, expect, it } from 'vitest';
import { parseIdentity, type Identity } from '../../../../src/policy/aws/document/identity.ts';
import {
  channelName,
  possibilities,
  type Channel,
  type Possibility,
  type Request,
} from '../../../../src/policy/aws/request/request.ts';
import { dedicated, now, saas } from '../../support.ts';

const identityOf = (arn: string): Identity => {
  const identity = parseIdentity(arn);
  if (identity === undefined) throw new Error(arn);
  return identity;
};
const requestOf = (channel: Channel, more: Partial<Request> = {}): Request => ({
  channel,
  identity: identityOf(channel === 'owner' ? '111122223333' : saas),
  operator: channel === 'owner' ? 'customer' : 'wandb',
  action: 's3:getobject',
  owner: '111122223333',
  region: 'eu-central-1',
  now,
  ...more,
});
const seen = (channel: Channel, key: string, more?: Partial<Request>): readonly Possibility[] =>
  possibilities(requestOf(channel, more), key);

const absent: readonly Possibility[] = [null];
const unknown: readonly Possibility[] = [null, { like: '*' }];
const some: readonly Possibility[] = [{ like: '*' }];
const publicIp: Possibility = { like: '*', publicIp: true };

const organizations: readonly Possibility[] = [
  'o-hn017huuqa',
  { like: 'o-?*', foreign: true, called: "another organization of W&B's" },
];
const organizationPaths: readonly Possibility[] = [
  null,
  { like: 'o-hn017huuqa/*', called: 'a path of o-hn017huuqa' },
  { like: 'o-?*/*', foreign: true, called: "a path of another organization of W&B's" },
];

describe('the condition keys of W&B’s requests', () => {
  it.each<[string, readonly Possibility[], readonly Possibility[]]>([
    // key, in requests of the platform, in requests with a pre-signed URL
    ['aws:securetransport', ['true'], ['true']],
    ['aws:sourceip', [publicIp], [null, publicIp]],
    ['aws:sourcevpce', absent, unknown],
    ['aws:sourcevpc', absent, unknown],
    ['aws:vpcsourceip', absent, unknown],
    ['aws:sourcevpcarn', absent, unknown],
    ['aws:vpceorgid', absent, unknown],
    ['s3:authtype', ['REST-HEADER'], ['REST-QUERY-STRING']],
    ['s3:signatureversion', ['AWS4-HMAC-SHA256'], ['AWS4-HMAC-SHA256']],
    ['s3:signatureage', [{ like: '*', min: 0, max: 60_000 }], [{ like: '*', min: 0, max: 3_600_000 }]],
    ['s3:tlsversion', ['1.2', '1.3'], ['1.2', '1.3']],
    ['aws:principalarn', [saas], [saas]],
    ['aws:principalaccount', ['725579432336'], ['725579432336']],
    ['aws:principalorgid', organizations, organizations],
    ['aws:principalorgpaths', organizationPaths, organizationPaths],
    ['aws:multifactorauthpresent', [null, 'false'], [null, 'false']],
    ['aws:multifactorauthage', absent, absent],
    ['aws:username', absent, absent],
    ['aws:sourcearn', absent, absent],
    ['aws:sourceaccount', absent, absent],
    ['aws:sourceowner', absent, absent],
    ['aws:calledvia', absent, absent],
    ['aws:calledviafirst', absent, absent],
    ['aws:principalservicename', absent, absent],
    ['aws:principalservicenameslist', absent, absent],
    ['sts:externalid', absent, absent],
    ['s3:dataaccesspointarn', absent, absent],
    ['s3:dataaccesspointaccount', absent, absent],
    ['aws:viaawsservice', ['false'], ['false']],
    ['aws:principalisawsservice', ['false'], ['false']],
    ['aws:principaltype', ['AssumedRole'], ['AssumedRole']],
    ['aws:tokenissuetime', some, some],
    ['aws:userid', [{ like: 'AROA*:?*' }], [{ like: 'AROA*:?*' }]],
    ['aws:principaltag/team', unknown, unknown],
    ['aws:useragent', unknown, unknown],
    ['aws:referer', absent, unknown],
    ['aws:resourcetag/team', unknown, unknown],
    ['s3:prefix', absent, absent],
    ['s3:delimiter', absent, absent],
    ['s3:max-keys', absent, absent],
    ['s3:x-amz-server-side-encryption', absent, absent],
    ['aws:currenttime', ['2026-11-21T12:00:00.000Z'], ['2026-11-21T12:00:00.000Z']],
    ['aws:epochtime', [String(now / 1000)], [String(now / 1000)]],
    ['aws:resourceaccount', ['111122223333'], ['111122223333']],
    ['s3:resourceaccount', ['111122223333'], ['111122223333']],
    ['aws:requestedregion', ['eu-central-1'], ['eu-central-1']],
    ['kms:viaservice', absent, absent],
    ['kms:calleraccount', ['725579432336'], ['725579432336']],
    ['lambda:functionarn', absent, absent],
    ['aws:akeyoftomorrow', unknown, unknown],
  ])('%s', (key, platform, presigned) => {
    expect([seen('platform', key), seen('presigned', key)]).toEqual([platform, presigned]);
  });

  it('has an upload live for a day and carry headers', () => {
    const upload = { action: 's3:putobject' };
    expect(seen('presigned', 's3:signatureage', upload)).toEqual([{ like: '*', min: 0, max: 86_400_000 }]);
    expect(seen('presigned', 's3:x-amz-acl', upload)).toEqual(unknown);
  });

  it('has listings carry a prefix', () => {
    expect(seen('platform', 's3:prefix', { action: 's3:listbucketversions' })).toEqual(unknown);
  });

  it('has S3 call KMS for W&B', () => {
    expect(seen('via-s3', 'kms:viaservice')).toEqual(['s3.eu-central-1.amazonaws.com']);
    expect(seen('via-s3', 'kms:viaservice', { region: undefined })).toEqual([{ like: 's3.*.amazonaws.com' }]);
    expect(seen('via-s3', 'kms:grantisforawsresource')).toEqual(absent);
  });

  it("tells W&B's servers from the holders of URLs when S3 calls KMS", () => {
    const others = [null, { like: '*', foreign: true, called: 'none of yours' }];
    expect([seen('via-s3', 'aws:sourcevpce'), seen('presigned-via-s3', 'aws:sourcevpce')]).toEqual([others, unknown]);
    // The addresses inside of another VPC may well be the same as yours.
    expect(seen('via-s3', 'aws:vpcsourceip')).toEqual(unknown);
  });

  it('knows the encryption context that S3 sets, and that a direct call has none', () => {
    const key = 'kms:encryptioncontext:aws:s3:arn';
    expect([seen('platform', key), seen('via-s3', key)]).toEqual([absent, [{ like: 'arn:*:s3:::?*' }]]);
    expect(seen('via-s3', key, { encryptionContext: ['arn:aws:s3:::acme'] })).toEqual(['arn:aws:s3:::acme']);
    expect(seen('via-s3', 'kms:encryptioncontext:team')).toEqual(unknown);
  });

  it('knows of Dedicated Cloud the account alone', () => {
    const more = { identity: identityOf(dedicated) };
    expect(seen('platform', 'aws:principalarn', more)).toEqual([{ like: 'arn:aws:iam::830241207209:role/?*' }]);
    expect(seen('platform', 'aws:principalaccount', more)).toEqual(['830241207209']);
  });

  it('does not know the network of servers that are yours', () => {
    expect(seen('platform', 'aws:sourcevpce', { operator: 'customer' })).toEqual(unknown);
  });

  it('puts a request into a network: what the network does not have is absent', () => {
    const network = { 'aws:sourceip': '8.8.4.0' };
    expect(seen('presigned', 'aws:sourceip', { network })).toEqual(['8.8.4.0']);
    expect(seen('presigned', 'aws:sourcevpce', { network })).toEqual(absent);
  });

  it('says nothing of anybody over plain HTTP but that', () => {
    expect([seen('plain-http', 'aws:securetransport'), seen('plain-http', 'aws:principalarn')]).toEqual([['false'], unknown]);
  });

  it('takes the owner for anybody of the account, with MFA or without', () => {
    expect(seen('owner', 'aws:principalaccount')).toEqual(['111122223333']);
    expect(seen('owner', 'aws:principalarn')).toEqual([{ like: 'arn:aws:*::111122223333:?*' }]);
    expect(seen('owner', 's3:authtype')).toEqual(['REST-HEADER']);
    for (const key of [
      'aws:multifactorauthpresent',
      'aws:multifactorauthage',
      'aws:calledvia',
      'aws:viaawsservice',
      'aws:sourcevpce',
      'aws:username',
    ])
      expect(seen('owner', key), key).toEqual(unknown);
  });

  it('has a name for every channel', () => {
    const channels = ['platform', 'presigned', 'via-s3', 'presigned-via-s3', 'plain-http', 'owner'] as const;
    expect(new Set(channels.map(channelName)).size).toBe(channels.length);
  });
});
