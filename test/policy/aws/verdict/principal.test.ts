import { describe, expect, it } from 'vitest';
import { readPolicy } from '../../../../src/policy/aws/document/document.ts';
import { anyone, parseIdentity } from '../../../../src/policy/aws/document/identity.ts';
import { matchPrincipal } from '../../../../src/policy/aws/verdict/principal.ts';
import { bucketStatement, dedicated, policyText, saas, type Json } from '../../support.ts';

function match(principal: Json, arn: string | undefined, effect: 'Allow' | 'Deny'): string {
  const read = readPolicy(policyText({ ...bucketStatement(saas), Principal: undefined, ...principal }));
  const identity = arn === undefined ? anyone : parseIdentity(arn);
  const [statement] = read.ok ? read.statements : [];
  if (statement === undefined || identity === undefined) throw new Error(JSON.stringify(read));
  return matchPrincipal(statement.principal, identity, effect);
}
const aws = (AWS: string | readonly string[]): Json => ({ Principal: { AWS } });
const session = 'arn:aws:sts::725579432336:assumed-role/WandbIntegration/x';

describe('matchPrincipal', () => {
  // principal, then Allow and Deny for the multi-tenant role, then for the dedicated account
  it.each([
    [{ Principal: '*' }, 'true', 'true', 'true', 'true'],
    [aws('*'), 'true', 'true', 'true', 'true'],
    [aws(saas), 'true', 'true', 'false', 'false'],
    [aws(['111122223333', saas]), 'true', 'true', 'false', 'false'],
    [aws('arn:aws:iam::725579432336:root'), 'true', 'true', 'false', 'false'],
    [aws('arn:aws-cn:iam::725579432336:root'), 'false', 'false', 'false', 'false'],
    [aws('725579432336'), 'true', 'true', 'false', 'false'],
    [aws(dedicated), 'false', 'false', 'true', 'true'],
    [aws('830241207209'), 'false', 'false', 'true', 'true'],
    [aws('arn:aws:iam::830241207209:role/node'), 'false', 'false', 'unknown', 'unknown'],
    [aws('arn:aws:sts::830241207209:assumed-role/node/i-1'), 'false', 'false', 'false', 'unknown'],
    [aws('arn:aws:sts::830241207209:federated-user/ann'), 'false', 'false', 'false', 'unknown'],
    [aws('arn:aws:sts::725579432336:federated-user/ann'), 'false', 'false', 'false', 'false'],
    [aws(session), 'false', 'unknown', 'false', 'false'],
    [aws('arn:aws:sts::725579432336:assumed-role/Other/x'), 'false', 'false', 'false', 'false'],
    [aws('arn:aws:iam::725579432336:role/path/WandbIntegration'), 'false', 'false', 'false', 'false'],
    [aws('arn:aws:iam::725579432336:role/wandbintegration'), 'false', 'false', 'false', 'false'],
    [aws('arn:aws:iam::725579432336:user/WandbIntegration'), 'false', 'false', 'false', 'false'],
    [aws('AROAEXAMPLEEXAMPLE12'), 'false', 'false', 'false', 'false'],
    [{ Principal: { Service: 's3.amazonaws.com' } }, 'false', 'false', 'false', 'false'],
    [{ Principal: { Federated: 'cognito-identity.amazonaws.com' } }, 'false', 'false', 'false', 'false'],
    [{ Principal: { CanonicalUser: 'ab' } }, 'false', 'unknown', 'false', 'unknown'],
    [{ NotPrincipal: { AWS: '111122223333' } }, 'true', 'true', 'true', 'true'],
    [{ NotPrincipal: { AWS: saas } }, 'false', 'unknown', 'true', 'true'],
    [{ NotPrincipal: { AWS: dedicated } }, 'true', 'true', 'false', 'unknown'],
    // Account, role and session all listed, as AWS asks for: the session that W&B has is still not known.
    [{ NotPrincipal: { AWS: ['725579432336', saas, session] } }, 'false', 'unknown', 'true', 'true'],
    [{ NotPrincipal: { AWS: session } }, 'unknown', 'unknown', 'true', 'true'],
    [{ NotPrincipal: { Service: 's3.amazonaws.com' } }, 'true', 'true', 'true', 'true'],
  ])('%j', (principal, saasAllow, saasDeny, dedicatedAllow, dedicatedDeny) => {
    const found = [saas, dedicated].flatMap((arn) => [match(principal, arn, 'Allow'), match(principal, arn, 'Deny')]);
    expect(found).toEqual([saasAllow, saasDeny, dedicatedAllow, dedicatedDeny]);
  });

  it('is certain about nobody in particular only for everybody', () => {
    expect(match({ Principal: '*' }, undefined, 'Deny')).toBe('true');
    expect(match(aws(saas), undefined, 'Deny')).toBe('unknown');
  });
});

describe('parseIdentity', () => {
  it.each([
    [saas, 'role', saas],
    ['830241207209', 'account', dedicated],
    [session, 'role', saas],
    ['arn:aws-us-gov:iam::111122223333:user/a/b', 'user', 'arn:aws-us-gov:iam::111122223333:user/a/b'],
  ])('%s is a %s', (text, kind, arn) => {
    expect(parseIdentity(text)).toMatchObject({ kind, arn });
  });

  it.each(['', 'x', '*', 'arn:aws:iam::1:root', 'arn:aws:iam::111122223333:role/*', 'AROAEXAMPLEEXAMPLE12'])(
    '%j is nobody',
    (text) => {
      expect(parseIdentity(text)).toBeUndefined();
    },
  );
});
