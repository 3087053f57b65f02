import { describe, expect, it } from 'vitest';
import { applyTo, principalMatches } from '../../../src/policy/coreweave/apply.ts';
import { readCoreweavePolicy, type CoreweaveStatement } from '../../../src/policy/coreweave/document.ts';
import { coreweavePrincipals } from '../../../src/requirements/coreweave.ts';

const wandb = coreweavePrincipals.dedicated;
const statement = (principal: unknown, more: object = {}): object => ({
  Effect: 'Allow',
  Principal: principal,
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::acme/*',
  ...more,
});
const text = (...statements: readonly object[]): string => JSON.stringify({ Version: '2012-10-17', Statement: statements });
function read(policy: string): readonly CoreweaveStatement[] {
  const found = readCoreweavePolicy(policy);
  if (!found.ok) throw new Error(found.problem);
  return found.statements;
}
const problemOf = (policy: string): string => {
  const found = readCoreweavePolicy(policy);
  return found.ok ? 'accepted' : found.problem;
};

describe('a bucket policy of CoreWeave', () => {
  it.each([
    ['"*"', '*', ['*']],
    ['CW, bare', { CW: wandb }, [wandb]],
    ['CW, a list', { CW: [wandb, 'arn:aws:iam::acme:*'] }, [wandb, 'arn:aws:iam::acme:*']],
    ['AWS', { AWS: 'arn:aws:iam::830241207209:root' }, ['arn:aws:iam::830241207209:root']],
    ['both', { CW: wandb, AWS: '*' }, [wandb, '*']],
    ['escapes and braces', { CW: 'a"}]\\b' }, ['a"}]\\b']],
  ])('reads principals: %s', (_, principal, names) => {
    expect(read(text(statement(principal)))[0]?.principal).toEqual({ negated: false, names });
  });

  it('may be one statement, have a byte order mark, or be wrapped in the answer of a get-bucket-policy command', () => {
    const plain = text(statement({ CW: wandb }));
    const one = JSON.stringify({ Version: '2012-10-17', Statement: statement({ CW: wandb }) });
    for (const form of [plain, one, `\ufeff${plain}`, JSON.stringify({ Policy: plain })])
      expect(read(form).map(({ principal }) => principal.names)).toEqual([[wandb]]);
  });

  it.each([
    [{ Federated: '*' }, 'Statement[0].Principal.Federated is not a kind of principal; CoreWeave spells it CW'],
    [{ cw: wandb }, 'Statement[0].Principal.cw is not a kind of principal'],
    [{}, 'Statement[0].Principal is an empty object'],
    [{ CW: [] }, 'Statement[0].Principal.CW is an empty list'],
    [{ CW: [1] }, 'Statement[0].Principal.CW holds something that is not a string'],
    [wandb, 'Statement[0].Principal is neither "*" nor an object'],
    [undefined, 'Statement[0] has neither Principal nor NotPrincipal'],
  ])('refuses %j', (principal, problem) => {
    expect(problemOf(text(statement(principal)))).toContain(problem);
  });

  it('keeps every place in the text, also behind principals of several lines', () => {
    const policy = text(statement({ CW: [wandb, wandb] }), statement({ CW: wandb }, { Effect: 'allow' }));
    const pretty = JSON.stringify(JSON.parse(policy), null, 2);
    const line = pretty.split('\n').findIndex((one) => one.includes('"allow"')) + 1;
    expect(problemOf(pretty)).toMatch(new RegExp(`Statement\\[1\\]\\.Effect .*line ${line}, column 17`));
    expect(problemOf('{"Statement":')).toContain('line 1');
    expect(problemOf('[]')).toContain('not a JSON object');
  });
});

describe('principals', () => {
  it.each([
    [wandb, 'true'],
    ['*', 'true'],
    ['arn:aws:iam::wandb:*', 'true'],
    ['arn:aws:iam::wandb:static/*', 'unknown'],
    ['arn:aws:iam::*:static/wandb-integration', 'unknown'],
    ['arn:aws:iam::acme:*', 'false'],
    [coreweavePrincipals['multi-tenant'], 'false'],
    [`arn:aws:iam::wandb:static/${wandb}`, 'false'],
    ['arn:aws:iam:::user/ORG:USER', 'false'],
    ['arn:aws:iam::830241207209:root', 'false'],
  ])('%s takes in the principal of W&B: %s', (name, expected) => {
    expect(principalMatches({ negated: false, names: [name] }, wandb)).toBe(expected);
    expect(principalMatches({ negated: true, names: [name] }, wandb)).toBe(
      expected === 'unknown' ? expected : expected === 'true' ? 'false' : 'true',
    );
  });
});

describe('the condition on the organization', () => {
  const under = (condition: object, more: object = {}): string =>
    text(statement({ CW: wandb }, { Condition: condition, ...more }));
  const kept = (policy: string, orgId?: string): number => applyTo(read(policy), wandb, orgId).statements.length;

  it.each([
    ['StringLike', ['acme-org'], 'acme-org', true],
    ['StringEquals', ['acme-org'], 'acme-org', true],
    ['StringLike', ['acme-*'], 'acme-org', true],
    ['StringEquals', ['acme-*'], 'acme-org', false],
    ['StringEquals', ['ACME-ORG'], 'acme-org', false],
    ['StringEqualsIgnoreCase', ['ACME-ORG'], 'acme-org', true],
    ['StringLike', ['other', 'acme-org'], 'acme-org', true],
    ['StringLike', ['other'], 'acme-org', false],
    ['StringNotEquals', ['acme-org'], 'acme-org', false],
    ['StringNotLike', ['other'], 'acme-org', true],
  ])('%s %j for %s: %s', (operator, values, orgId, holds) => {
    expect(kept(under({ [operator]: { 'wandb:OrgID': values } }), orgId) === 1).toBe(holds);
    expect(kept(under({ [operator]: { 'WANDB:orgid': values } }), orgId) === 1).toBe(holds);
  });

  it('is Null where the key must be there, and the key always is', () => {
    expect(kept(under({ Null: { 'wandb:OrgID': 'false' } }), 'x')).toBe(1);
    expect(kept(under({ Null: { 'wandb:OrgID': 'true' } }), 'x')).toBe(0);
  });

  it.each([
    ['none', {}],
    ['a star', { StringLike: { 'wandb:OrgID': '*' } }],
    ['IfExists', { StringLikeIfExists: { 'wandb:OrgID': 'acme-org' } }],
    ['what it must not be', { StringNotLike: { 'wandb:OrgID': 'other' } }],
    ['ForAllValues', { 'ForAllValues:StringLike': { 'wandb:OrgID': 'acme-org' } }],
  ])('lets every customer in: %s', (_, condition) => {
    expect(applyTo(read(under(condition)), wandb, 'acme-org').anyOrganization).toHaveLength(1);
  });

  it('is taken for the right one, and told, while nobody declared the organization', () => {
    const { assumed, statements, otherOrganization } = applyTo(
      read(under({ StringLike: { 'wandb:OrgID': 'a' } })),
      wandb,
      undefined,
    );
    expect(assumed.map(({ values }) => values)).toEqual([['a']]);
    expect(statements[0]?.conditions).toEqual([]);
    expect(otherOrganization).toEqual([]);
  });

  it('of another organization takes the grant away', () => {
    const { otherOrganization, statements } = applyTo(read(under({ StringLike: { 'wandb:OrgID': 'a' } })), wandb, 'b');
    expect(otherOrganization.map(({ values }) => values)).toEqual([['a']]);
    expect(statements).toEqual([]);
  });

  it('leaves other conditions and the statements of others alone', () => {
    const policy = text(
      statement({ CW: 'arn:aws:iam::acme:*' }),
      statement({ CW: wandb }, { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
    );
    const { statements } = applyTo(read(policy), wandb, 'x');
    expect(statements.map(({ index, conditions }) => [index, conditions.length])).toEqual([[1, 1]]);
  });

  it('a Deny that spares W&B by NotPrincipal is not certain', () => {
    const policy = text({ ...statement(undefined, { Effect: 'Deny' }), NotPrincipal: { CW: wandb } });
    const [found] = applyTo(read(policy), wandb, 'x').statements;
    expect(found?.principal.any).toBe(false);
  });
});
