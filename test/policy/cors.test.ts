import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { corsDeviations, corsProblem, judgeCors, type CorsRule } from '../../src/policy/cors.ts';
import { corsRule } from '../../src/requirements/aws.ts';

const documented: CorsRule = {
  AllowedHeaders: ['*'],
  AllowedMethods: ['GET', 'HEAD', 'PUT'],
  AllowedOrigins: ['*'],
  ExposeHeaders: ['ETag'],
};
const subset = (...values: string[]): fc.Arbitrary<string[]> => fc.subarray(values);
const rule: fc.Arbitrary<CorsRule> = fc.record({
  AllowedHeaders: subset('*', 'content-type'),
  AllowedMethods: subset('GET', 'HEAD', 'PUT', 'POST'),
  AllowedOrigins: subset('*', 'https://wandb.ai', 'https://*.acme.com'),
  ExposeHeaders: subset('ETag', 'x-a'),
});

describe('CORS', () => {
  it('lets the first rule that fits decide', () => {
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 4 }), (rules) => {
        expect(judgeCors([documented, ...rules], undefined).kind).toBe('works');
      }),
    );
  });

  it('works for every origin when it works for any', () => {
    fc.assert(
      fc.property(
        fc.array(rule, { maxLength: 4 }),
        fc.constantFrom('https://wandb.ai', 'https://x.acme.com', 'http://other'),
        (rules, origin) => {
          expect(judgeCors(rules, undefined).kind === 'works' && corsProblem(rules, origin) !== undefined).toBe(false);
        },
      ),
    );
  });

  it('is not harmed by more methods or exposed headers', () => {
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 3 }), (rules) => {
        const wider = rules.map((one) => ({ ...one, ExposeHeaders: [...(one.ExposeHeaders ?? []), 'x-more'] }));
        expect(judgeCors(wider, undefined).kind).toBe(judgeCors(rules, undefined).kind);
      }),
    );
  });

  it.each([
    ['scheme', 'http://wandb.ai'],
    ['port', 'https://wandb.ai:443'],
    ['host', 'https://app.wandb.ai'],
  ])('compares the %s of an origin exactly', (_, origin) => {
    expect(corsProblem([{ ...documented, AllowedOrigins: ['https://wandb.ai'] }], origin)).toMatchObject({ kind: 'origin' });
  });

  it('compares as sets', () => {
    const shuffled = { ...documented, AllowedMethods: ['PUT', 'GET', 'HEAD'], ExposeHeaders: ['etag'], MaxAgeSeconds: 3600 };
    expect(corsDeviations([shuffled], corsRule, [3600, 3000])).toEqual([]);
    expect(corsDeviations([{ ...shuffled, MaxAgeSeconds: 1, AllowedMethods: ['GET'] }], corsRule, [3600])).toEqual([
      'AllowedMethods',
      'MaxAgeSeconds',
    ]);
    expect(corsDeviations([], corsRule, [3600])).toEqual(['rules']);
  });
});
