import type { Case } from '../bucket-state.ts';
import {
  bucketActions,
  bucketArns,
  dedicatedPrincipal,
  fault,
  presignedFromHere,
  saasPrincipal,
  tlsOnly,
  wandbAccess,
} from './base.ts';

const documented = (bucket: string) => [wandbAccess(bucket, dedicatedPrincipal), tlsOnly(bucket), presignedFromHere(bucket)];

/** Faults of the bucket policy. */
export const policyCases: readonly Case[] = [
  fault({
    name: 'policy-none',
    about: 'no bucket policy: W&B has no access, and plain HTTP is not refused',
    bucket: () => ({ policy: undefined }),
    fails: ['aws/bucket-policy-grants', 'aws/tls-only'],
    exit: 1,
  }),
  fault({
    name: 'policy-missing-action',
    about: 'the bucket policy does not let W&B delete objects',
    statements: (bucket) => [
      { ...wandbAccess(bucket, dedicatedPrincipal), Action: bucketActions.filter((action) => action !== 's3:DeleteObject') },
      tlsOnly(bucket),
    ],
    fails: ['aws/bucket-policy-grants'],
    exit: 1,
  }),
  fault({
    name: 'policy-missing-bucket-arn',
    about: 'the bucket policy names the objects and forgets the bucket itself',
    statements: (bucket) => [
      { ...wandbAccess(bucket, dedicatedPrincipal), Resource: `arn:aws:s3:::${bucket}/*` },
      tlsOnly(bucket),
    ],
    fails: ['aws/bucket-policy-grants'],
    exit: 1,
  }),
  fault({
    name: 'policy-swapped-principal',
    about: 'the bucket policy names the principal of Multi-tenant Cloud for a Dedicated Cloud instance',
    statements: (bucket) => [wandbAccess(bucket, saasPrincipal), tlsOnly(bucket)],
    fails: ['aws/bucket-policy-grants'],
    exit: 1,
  }),
  fault({
    name: 'policy-deny-vpce',
    about: 'the bucket policy refuses whatever does not come through one VPC endpoint, and so W&B and its pre-signed URLs',
    statements: (bucket) => [
      wandbAccess(bucket, dedicatedPrincipal),
      tlsOnly(bucket),
      {
        Sid: 'EndpointOnly',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: bucketArns(bucket),
        Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-0123456789abcdef0' } },
      },
    ],
    fails: ['aws/network-carve-out'],
    exit: 1,
  }),
  fault({
    name: 'policy-deny-organization',
    about: 'the bucket policy refuses whoever is not of the own organization, and so W&B',
    statements: (bucket) => [
      ...documented(bucket),
      {
        Sid: 'OurOrganization',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: bucketArns(bucket),
        Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-acme123456' } },
      },
    ],
    fails: ['aws/bucket-policy-deny'],
    exit: 1,
  }),
  fault({
    name: 'policy-inverted-tls',
    about: 'the TLS statement is the wrong way round: it refuses HTTPS and lets plain HTTP pass',
    statements: (bucket) => [
      wandbAccess(bucket, dedicatedPrincipal),
      { ...tlsOnly(bucket), Condition: { Bool: { 'aws:SecureTransport': 'true' } } },
    ],
    fails: ['aws/bucket-policy-deny', 'aws/tls-only'],
    exit: 1,
  }),
  fault({
    name: 'policy-over-grants',
    about: 'the bucket policy lets W&B change the policy and delete versions, which it never asks for',
    statements: (bucket) => [
      {
        ...wandbAccess(bucket, dedicatedPrincipal),
        Action: [...bucketActions, 's3:PutBucketPolicy', 's3:DeleteObjectVersion'],
      },
      tlsOnly(bucket),
    ],
    fails: ['aws/bucket-policy-over-grants'],
    exit: 0,
  }),
  fault({
    name: 'policy-public',
    about: 'the bucket policy lets everybody read objects, whereupon the public access block keeps W&B out too',
    statements: (bucket) => [
      ...documented(bucket),
      { Sid: 'Everybody', Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${bucket}/*` },
    ],
    fails: ['aws/bucket-policy-public', 'aws/restrict-public-buckets'],
    exit: 1,
    notOnMoto: 'moto answers GetBucketPolicyStatus with a listing of the bucket',
  }),
  fault({
    name: 'tls-not-enforced',
    about: 'plain HTTP is not refused',
    statements: (bucket) => [wandbAccess(bucket, dedicatedPrincipal)],
    fails: ['aws/tls-only'],
    exit: 0,
  }),
];
