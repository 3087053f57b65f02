import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../../../src/policy/aws/verdict/evaluate.ts';
import { readPolicy } from '../../../../src/policy/aws/document/document.ts';
import { allowAnswers } from '../../../../src/policy/aws/verdict/grants.ts';
import { bucketNeeds } from '../../../../src/policy/aws/request/needs.ts';
import { parseIdentity } from '../../../../src/policy/aws/document/identity.ts';
import type { Request } from '../../../../src/policy/aws/request/request.ts';
import { bucketScopes } from '../../../../src/policy/aws/request/scope.ts';
import type { Statement } from '../../../../src/policy/aws/document/model.ts';
import { dedicated, now, policyText, saas, type Json } from '../../support.ts';

const pick = <T>(...values: T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const statement: fc.Arbitrary<Json> = fc.record({
  Effect: pick('Allow', 'Allow', 'Deny'),
  Principal: pick<unknown>('*', { AWS: saas }, { AWS: dedicated }, { AWS: ['111122223333', saas] }, { AWS: '725579432336' }),
  Action: fc.uniqueArray(pick('s3:GetObject', 's3:Get*', 's3:PutObject', 's3:*', '*', 's3:ListBucket', 's3:?etObject'), {
    minLength: 1,
    maxLength: 3,
  }),
  Resource: fc.uniqueArray(
    pick('*', 'arn:aws:s3:::acme', 'arn:aws:s3:::acme/*', 'arn:aws:s3:::acme/a*', 'arn:aws:s3:::acme/??*', 'arn:aws:s3:::acme*'),
    { minLength: 1, maxLength: 2 },
  ),
  Condition: pick<unknown>(
    {},
    {},
    { Bool: { 'aws:SecureTransport': 'false' } },
    { StringNotEquals: { 'aws:SourceVpce': 'v' } },
    { NotIpAddress: { 'aws:SourceIp': '9.9.9.0/24' } },
  ),
});
const policy = fc.array(statement, { maxLength: 5 });
const request: fc.Arbitrary<Request> = fc.record({
  channel: pick('platform' as const, 'presigned' as const),
  identity: pick(saas, dedicated).map((arn) => {
    const identity = parseIdentity(arn);
    if (identity === undefined) throw new Error(arn);
    return identity;
  }),
  operator: pick('wandb' as const, 'customer' as const),
  action: pick('s3:getobject', 's3:putobject', 's3:listbucket'),
  owner: pick(undefined, '111122223333'),
  region: fc.constant(undefined),
  now: fc.constant(now),
});
const arn = pick('arn:aws:s3:::acme', 'arn:aws:s3:::acme/a', 'arn:aws:s3:::acme/b', 'arn:aws:s3:::acme/a/b');

function read(statements: readonly Json[]): readonly Statement[] {
  const result = readPolicy(policyText(...statements));
  if (!result.ok) throw new Error(result.problem);
  return result.statements;
}
const rank = { false: 0, unknown: 1, true: 2 };

describe('decide', () => {
  it('does not depend on the order of statements', () => {
    fc.assert(
      fc.property(policy, request, arn, (list, asked, on) => {
        expect(decide(read(list.toReversed()), asked, on)).toBe(decide(read(list), asked, on));
      }),
    );
  });

  it('reads a string as a list of one', () => {
    const bare = (value: unknown): unknown => (Array.isArray(value) && value.length === 1 ? value[0] : value);
    fc.assert(
      fc.property(policy, request, arn, (list, asked, on) => {
        const short = list.map((one) => ({ ...one, Action: bare(one['Action']), Resource: bare(one['Resource']) }));
        expect(decide(read(short), asked, on)).toBe(decide(read(list), asked, on));
      }),
    );
  });

  it('ignores the case of actions and the names of statements', () => {
    fc.assert(
      fc.property(policy, request, arn, fc.string(), (list, asked, on, Sid) => {
        const loud = list.map((one) => ({
          ...one,
          Sid,
          Action: JSON.parse(JSON.stringify(one['Action']).toUpperCase()) as unknown,
        }));
        expect(decide(read(loud), asked, on)).toBe(decide(read(list), asked, on));
      }),
    );
  });

  it('never grants more after another Deny, and never less after another Allow', () => {
    fc.assert(
      fc.property(policy, statement, request, arn, (list, more, asked, on) => {
        const before = rank[decide(read(list), asked, on)];
        expect(rank[decide(read([...list, { ...more, Effect: 'Deny' }]), asked, on)]).toBeLessThanOrEqual(before);
        expect(rank[decide(read([...list, { ...more, Effect: 'Allow' }]), asked, on)]).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  it('grants nothing without an Allow, and nothing at all under an unconditional Deny', () => {
    const everything = { Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' };
    fc.assert(
      fc.property(policy, request, arn, (list, asked, on) => {
        expect(decide(read(list.map((one) => ({ ...one, Effect: 'Deny' }))), asked, on)).toBe('false');
        expect(decide(read([...list, everything]), asked, on)).toBe('false');
      }),
    );
  });

  it('gives the same answer for two statements as for their union', () => {
    fc.assert(
      fc.property(statement, request, arn, (one, asked, on) => {
        const actions = one['Action'];
        const split = Array.isArray(actions) ? actions.map((Action: unknown) => ({ ...one, Action })) : [one];
        expect(decide(read(split), asked, on)).toBe(decide(read([one]), asked, on));
      }),
    );
  });
});

describe('allowAnswers', () => {
  it('claims every object only when each single object is granted', () => {
    fc.assert(
      fc.property(
        policy,
        request,
        fc.string({ unit: fc.constantFrom('a', 'b', '/', '.'), minLength: 1, maxLength: 6 }),
        (list, asked, key) => {
          const statements = read(list.filter((one) => one['Effect'] === 'Allow'));
          const scopes = bucketScopes('aws', 'acme', undefined, statements);
          const answers = allowAnswers(statements, bucketNeeds, asked, (need) =>
            need.on === 'bucket' ? scopes.bucket : scopes.object,
          );
          for (const { answer, need, request: one } of answers) {
            const single = decide(statements, one, need.on === 'bucket' ? 'arn:aws:s3:::acme' : `arn:aws:s3:::acme/${key}`);
            if (answer === 'true') expect(single).toBe('true');
          }
          expect(answers.length).toBeGreaterThan(bucketNeeds.length);
        },
      ),
    );
  });

  it('shows an ARN that is really not granted', () => {
    fc.assert(
      fc.property(policy, request, (list, asked) => {
        const statements = read(list.filter((one) => one['Effect'] === 'Allow'));
        const scopes = bucketScopes('aws', 'acme', undefined, statements);
        const answers = allowAnswers(statements, bucketNeeds, asked, (need) =>
          need.on === 'bucket' ? scopes.bucket : scopes.object,
        );
        const wrong = answers.filter(
          ({ answer, arn: witness, request: one }) => answer === 'false' && decide(statements, one, witness) !== 'false',
        );
        expect(wrong).toEqual([]);
      }),
    );
  });
});
