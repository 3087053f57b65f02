import type { Case } from '../bucket-state.ts';
import {
  bucketArns,
  dedicatedPrincipal,
  fault,
  gateway,
  presignedFromHere,
  tlsOnly,
  vpcEndpoint,
  wandbAccess,
  type Statement,
} from './base.ts';

const documented = (bucket: string) => [wandbAccess(bucket, dedicatedPrincipal), tlsOnly(bucket)];
const denial = (bucket: string, Sid: string, Condition: NonNullable<Statement['Condition']>): Statement => ({
  Sid,
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: bucketArns(bucket),
  Condition,
});
const byUrl = { 's3:authType': 'REST-QUERY-STRING' } as const;

/** Faults of network restrictions and of conditions on signatures. */
export const networkCases: readonly Case[] = [
  fault({
    name: 'network-principal-carve-out',
    about: "the network restriction excepts W&B's account, and with it every pre-signed URL",
    statements: (bucket) => [
      ...documented(bucket),
      denial(bucket, 'OurNetworks', {
        NotIpAddressIfExists: { 'aws:SourceIp': gateway },
        StringNotEqualsIfExists: { 'aws:SourceVpce': vpcEndpoint },
        StringNotEquals: { 'aws:PrincipalAccount': '830241207209' },
      }),
    ],
    fails: ['aws/network-carve-out'],
    exit: 1,
  }),
  fault({
    name: 'network-two-statements',
    about: 'one statement asks for an address and another for a VPC endpoint, and no request has both',
    statements: (bucket) => [
      ...documented(bucket),
      denial(bucket, 'OurAddresses', { StringEquals: byUrl, NotIpAddress: { 'aws:SourceIp': gateway } }),
      denial(bucket, 'OurEndpoint', { StringEquals: byUrl, StringNotEquals: { 'aws:SourceVpce': vpcEndpoint } }),
    ],
    fails: ['aws/network-restriction'],
    exit: 1,
  }),
  fault({
    name: 'network-wrong-endpoint',
    about: 'the network restriction names a VPC where a VPC endpoint belongs',
    statements: (bucket) => [
      ...documented(bucket),
      denial(bucket, 'OurEndpoint', { StringEquals: byUrl, StringNotEquals: { 'aws:SourceVpce': 'vpc-0123456789abcdef0' } }),
    ],
    fails: ['aws/network-vpc-endpoint'],
    exit: 1,
  }),
  fault({
    name: 'network-private-addresses',
    about: 'the network restriction lists a private range, which no request from the Internet carries',
    statements: (bucket) => [
      ...documented(bucket),
      denial(bucket, 'OurNetworks', {
        StringEquals: byUrl,
        NotIpAddressIfExists: { 'aws:SourceIp': [gateway, '10.0.0.0/8'] },
        StringNotEqualsIfExists: { 'aws:SourceVpce': vpcEndpoint },
      }),
    ],
    fails: ['aws/network-source-ip'],
    exit: 0,
  }),
  fault({
    name: 'presigned-refused',
    about: 'the bucket policy refuses pre-signed URLs',
    statements: (bucket) => [...documented(bucket), denial(bucket, 'NoUrls', { StringEquals: byUrl })],
    fails: ['aws/presigned-auth-type'],
    exit: 1,
  }),
  fault({
    name: 'presigned-short-lived',
    about: 'the bucket policy refuses signatures older than ten minutes',
    statements: (bucket) => [
      ...documented(bucket),
      presignedFromHere(bucket),
      denial(bucket, 'YoungOnly', { NumericGreaterThan: { 's3:signatureAge': '600000' } }),
    ],
    fails: ['aws/presigned-age'],
    exit: 1,
  }),
];
