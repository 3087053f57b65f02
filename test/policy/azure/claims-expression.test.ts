import { describe, expect, it } from 'vitest';
import { admittedSubjects } from '../../../src/policy/azure/claims-expression.ts';

const kindOf = (value: string, languageVersion: number | null = 1): string =>
  admittedSubjects({ claimsMatchingExpression: { value, languageVersion } }).kind;

describe('whom a federated credential lets in', () => {
  it.each([
    ["claims['sub'] matches '*'", 'many'],
    ["claims['sub'] matches 'repo:acme/ml:ref:refs/heads/*'", 'many'],
    ["claims['sub'] matches 'repo:acme/ml:ref:refs/heads/ma?n'", 'many'],
    ["claims['sub'] matches 'repo:acme/ml:*' and claims['job_workflow_ref'] eq 'acme/ci/.github/workflows/x.yml@main'", 'many'],
    ["claims['job_workflow_ref'] eq 'acme/ci/.github/workflows/x.yml@main'", 'many'],
    ["claims['sub'] eq 'repo:acme/ml:ref:refs/heads/main'", 'one'],
    ["claims['sub'] eq 'a*'", 'one'],
    ["claims['sub'] matches 'repo:acme/ml:ref:refs/heads/main'", 'one'],
    ["claims['job_workflow_ref'] matches '*' and claims['sub'] eq 'repo:acme/ml:ref:refs/heads/main'", 'one'],
    ["claims['sub'] startswith 'repo:acme/'", 'unclear'],
    ["claims['sub'] eq 'a' or claims['sub'] eq 'b'", 'unclear'],
    ["claims['sub'] eq 'a' and", 'unclear'],
    ["claims['sub'] eq 'it\\'s'", 'unclear'],
    ['anything', 'unclear'],
  ])('%s: %s', (expression, kind) => expect(kindOf(expression)).toBe(kind));

  it('takes a plain subject as a text, wildcards included', () =>
    expect(admittedSubjects({ subject: 'repo:acme/*' })).toEqual({ kind: 'one', subject: 'repo:acme/*' }));

  it('takes no expression of another language version', () => expect(kindOf("claims['sub'] eq 'a'", 2)).toBe('unclear'));

  it('does not know whom a credential without either lets in', () =>
    expect([admittedSubjects({}), admittedSubjects({ subject: '', claimsMatchingExpression: null })]).toEqual([
      { kind: 'unclear', expression: undefined },
      { kind: 'unclear', expression: undefined },
    ]));
});
