import type { KeyState } from '../bucket-state.ts';
import type { Answer, FakeContext, FakeRequest } from './types.ts';

const json = (value: unknown, status = 200): Answer => ({
  status,
  body: JSON.stringify(value),
  type: 'application/x-amz-json-1.1',
});
const kmsError = (code: string, message: string, status = 400): Answer => ({
  ...json({ __type: code, message }, status),
  headers: { 'x-amzn-errortype': code },
});

export const keyArn = ({ region, account, id }: Pick<KeyState, 'region' | 'account' | 'id'>): string =>
  `arn:aws:kms:${region}:${account}:key/${id}`;

/** The key that AWS makes for S3 when a bucket uses `aws:kms` without naming one. */
const managed = (region: string, account: string): KeyState => ({
  id: '00000000-5333-4000-8000-000000000000',
  region,
  account,
  keyManager: 'AWS',
  rotation: true,
  aliases: ['alias/aws/s3'],
  policy: JSON.stringify({
    Version: '2012-10-17',
    Id: 'auto-s3-2',
    Statement: [
      {
        Sid: 'Allow access through S3 for all principals in the account that are authorized to use S3',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
        Resource: '*',
        Condition: { StringEquals: { 'kms:CallerAccount': account, 'kms:ViaService': `s3.${region}.amazonaws.com` } },
      },
    ],
  }),
});

export const kmsOperation = (target: string): string => target.replace('TrentService.', '');

function findKey(context: FakeContext, asked: string, region: string): KeyState | undefined {
  const own = context.options.buckets.flatMap((bucket) => (bucket.key === undefined ? [] : [bucket.key]));
  const usesManaged = context.options.buckets.some((bucket) => bucket.encryption?.SSEAlgorithm.startsWith('aws:kms'));
  const keys = usesManaged ? [...own, managed(region, context.caller.Account)] : own;
  const aliasArn = (key: KeyState, alias: string): string => `arn:aws:kms:${key.region}:${key.account}:${alias}`;
  return keys.find(
    (key) =>
      key.region === region &&
      (asked === keyArn(key) ||
        (asked === key.id && key.account === context.caller.Account) ||
        (key.aliases ?? []).some(
          (alias) => asked === aliasArn(key, alias) || (asked === alias && key.account === context.caller.Account),
        )),
  );
}

/** Answers a request as KMS would. */
export function answerKms(context: FakeContext, request: FakeRequest, operation: string): Answer {
  if (!context.profile.startsWith('aws'))
    return { status: 405, body: '<Error><Code>MethodNotAllowed</Code></Error>', type: 'application/xml' };
  const input: { readonly KeyId?: string; readonly Marker?: string } = JSON.parse(request.body) as {
    KeyId?: string;
    Marker?: string;
  };
  const asked = input.KeyId ?? '';
  const key = findKey(context, asked, request.region);
  const resource = key === undefined ? asked : keyArn(key);
  if (context.isDenied(`kms:${operation}`)) {
    const message = `User: ${context.caller.Arn} is not authorized to perform: kms:${operation} on resource: ${resource} because no identity-based policy allows the kms:${operation} action`;
    return kmsError('AccessDeniedException', message);
  }
  if (key === undefined) {
    const what = asked.startsWith('alias/')
      ? `Alias arn:aws:kms:${request.region}:${context.caller.Account}:${asked}`
      : `Key '${asked}'`;
    return kmsError('NotFoundException', asked.startsWith('alias/') ? `${what} is not found.` : `${what} does not exist`);
  }
  const isForeign = key.account !== context.caller.Account;
  if (isForeign && (operation === 'GetKeyPolicy' || operation === 'ListAliases')) {
    return kmsError(
      'AccessDeniedException',
      `User: ${context.caller.Arn} is not authorized to perform: kms:${operation} on resource: ${resource}`,
    );
  }
  return answers[operation]?.(key, context, input.Marker) ?? kmsError('UnknownOperationException', '');
}

const answers: Readonly<Record<string, (key: KeyState, context: FakeContext, marker: string | undefined) => Answer>> = {
  DescribeKey: (key) => {
    const keyState = key.keyState ?? 'Enabled';
    const usage = key.keyUsage ?? 'ENCRYPT_DECRYPT';
    return json({
      KeyMetadata: {
        AWSAccountId: key.account,
        KeyId: key.id,
        Arn: keyArn(key),
        CreationDate: 1_700_000_000.5,
        Enabled: keyState === 'Enabled',
        Description: '',
        KeyUsage: usage,
        KeyState: keyState,
        ...(keyState === 'PendingDeletion' ? { DeletionDate: 1_800_000_000 } : {}),
        Origin: 'AWS_KMS',
        KeyManager: key.keyManager ?? 'CUSTOMER',
        KeySpec: usage === 'ENCRYPT_DECRYPT' ? 'SYMMETRIC_DEFAULT' : 'RSA_2048',
        CustomerMasterKeySpec: usage === 'ENCRYPT_DECRYPT' ? 'SYMMETRIC_DEFAULT' : 'RSA_2048',
        MultiRegion: false,
      },
    });
  },
  GetKeyPolicy: ({ policy }) => json({ Policy: policy, PolicyName: 'default' }),
  GetKeyRotationStatus: (key) => {
    const rotates = key.rotation === true && key.keyState !== 'PendingDeletion';
    return json({ KeyId: keyArn(key), KeyRotationEnabled: rotates, ...(rotates ? { RotationPeriodInDays: 365 } : {}) });
  },
  ListGrants: (key, context, marker) => {
    const grants = (key.grants ?? []).map((grant, index) => ({
      ...grant,
      KeyId: keyArn(key),
      GrantId: `grant-${index}`,
      CreationDate: 1_700_000_000,
    }));
    return page(context, 'Grants', grants, marker);
  },
  ListAliases: (key, context, marker) => {
    const aliases = (key.aliases ?? []).map((alias) => ({
      AliasName: alias,
      AliasArn: `arn:aws:kms:${key.region}:${key.account}:${alias}`,
      TargetKeyId: key.id,
    }));
    return page(context, 'Aliases', aliases, marker);
  },
};

function page({ options }: FakeContext, name: string, items: readonly unknown[], marker: string | undefined): Answer {
  const start = Number(marker ?? 0);
  const size = options.pageSize ?? 100;
  const isMore = options.endless === true || start + size < items.length;
  return json({
    [name]: items.slice(start, start + size),
    Truncated: isMore,
    ...(isMore ? { NextMarker: String(start + size) } : {}),
  });
}
