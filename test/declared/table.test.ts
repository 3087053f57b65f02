import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checks } from '../../src/checks/all.ts';
import type { CheckContext } from '../../src/core/check.ts';
import { evaluate } from '../../src/core/evaluate.ts';
import { flagFor } from '../../src/declared/answer.ts';
import { readDeclared } from '../../src/declared/read.ts';
import { facts, factList, writtenOf, type TableOf, type WrittenFacts, type WrittenFlags } from '../../src/declared/table.ts';
import { declaredNames, declaredShapes, type Declared, type ShapeOf } from '../../src/evidence/declared.ts';
import { cloudProviders } from '../../src/evidence/index.ts';
import { parseEvidence } from '../../src/evidence/parse.ts';
import { parseConfig } from '../../src/cli/settings/config.ts';
import { runCli } from '../support/run-cli.ts';
import { recording } from '../cli/recording.ts';

/** A value of each fact that its form accepts, as a user writes it. */
const examples = {
  deployment: 'dedicated',
  level: 'team',
  principal: 'arn:aws:iam::111122223333:role/wandb',
  kmsKey: 'arn:aws:kms:eu-central-1:111122223333:key/0c1d2e3f-4a5b-4c6d-8e7f-90112233',
  origins: ['https://acme.wandb.io', '*'],
  account: '012345678901',
  region: 'eu-central-1',
  orgId: 'acme',
  access: 'account-key',
  tenant: '0c1d2e3f-4a5b-4c6d-8e7f-901122334455',
  issuer: 'https://acme.wandb.io/oidc',
  trustedIssuers: ['https://other.example/'],
  azureCloud: 'usgov',
  sensitiveData: false,
  clientCidrs: ['9.9.9.0/25', '9.9.9.128/25'],
} as const satisfies { readonly [K in keyof Declared]-?: WrittenFacts[K] };

const argvOf = ({ name, flag }: (typeof factList)[number]): string[] => {
  const value: string | boolean | readonly string[] = examples[name];
  if (typeof value === 'boolean') return [value ? flag : flag.replace('--', '--no-')];
  return (typeof value === 'string' ? [value] : value).flatMap((one) => [flag, one]);
};

describe('the compiler', () => {
  // An unused `@ts-expect-error` fails `tsc`, so each line below has to be wrong.
  it('asks for the row, the shape and the schema of a new fact', () => {
    type Grown = Declared & { readonly bucketOwner?: string };
    // @ts-expect-error no row for bucketOwner
    const table: TableOf<Grown> = facts;
    // @ts-expect-error no shape for bucketOwner
    const shapes: { readonly [K in keyof Grown]-?: ShapeOf<NonNullable<Grown[K]>> } = declaredShapes;
    expect(Object.keys(table)).toEqual(Object.keys(shapes));
  });

  it('asks for what a row needs, and compares its shape with the type of the fact', () => {
    const { form, ...formless } = facts.tenant;
    // @ts-expect-error a text without a form
    const first: TableOf<Pick<Declared, 'tenant'>> = { tenant: formless };
    // @ts-expect-error a form that does not exist
    const second: TableOf<Pick<Declared, 'tenant'>> = { tenant: { ...facts.tenant, form: 'tennant' } };
    // @ts-expect-error the row of another fact
    const third: TableOf<Pick<Declared, 'tenant'>> = { tenant: facts.issuer };
    // @ts-expect-error a list is no text
    const shape: ShapeOf<readonly string[]> = 'text';
    // @ts-expect-error no flag is named after a key that is another word
    const flags: WrittenFlags = { origins: ['*'] };
    expect([first, second, third, shape, flags, form]).toHaveLength(6);
  });
});

describe('a fact', () => {
  it('has an example here, a flag and a question of its own', () => {
    expect(Object.keys(examples).toSorted()).toEqual(declaredNames.toSorted());
    for (const member of ['flag', 'question', 'about'] as const)
      expect(new Set(factList.map((fact) => fact[member])).size).toBe(factList.length);
    expect(factList.filter(({ question }) => !question.endsWith('?'))).toEqual([]);
  });

  it.each(factList)('$name is declared alike by $flag and by its key', async (fact) => {
    const { name, key } = fact;
    const declared = { [name]: examples[name] };
    expect(readDeclared(declared)).toEqual({ declared });
    const written = parseConfig(JSON.stringify({ defaults: { [key]: examples[name] } })).defaults ?? {};
    expect(readDeclared(written)).toEqual({ declared });
    const { stdout, stderr } = await runCli(['check', 'a.json', '--format', 'json', ...argvOf(fact)], {
      files: { 'a.json': recording({}) },
    });
    expect(stderr).toBe('');
    const { targets } = JSON.parse(stdout) as { readonly targets: readonly { readonly declared: unknown }[] };
    expect(targets[0]?.declared).toEqual(declared);
  });

  it.each(factList)('$name stands in the help of check, and in that of policy check where documents need it', async (fact) => {
    const { flag, ofDocuments = false } = fact;
    const [check, policy] = await Promise.all([runCli(['check', '--help']), runCli(['policy', 'check', '--help'])]);
    expect(check.stdout).toContain(`  ${flag} `);
    expect(policy.stdout.includes(`  ${flag} `)).toBe(ofDocuments);
  });

  it('written in another accepted word becomes the word of evidence', () => {
    expect(readDeclared({ deployment: 'saas' })).toEqual({ declared: { deployment: 'multi-tenant' } });
    expect(readDeclared(writtenOf({ deployment: 'saas', clientCidr: ['10.0.0.0/8'] }))).toEqual({
      declared: { deployment: 'multi-tenant', clientCidrs: ['10.0.0.0/8'] },
    });
  });

  it('that is malformed is named with its place in a list, and nothing is thrown', () => {
    const read = readDeclared({ level: 'team', origins: ['*', 'acme'] });
    expect(read).toMatchObject({ wrong: { fact: { flag: '--origin', key: 'origins' }, index: 1, value: 'acme' } });
    expect(readDeclared({ tenant: 'x' })).toMatchObject({ wrong: { fact: { key: 'tenant' } } });
  });

  it('applies to each provider of which a check reads it', async () => {
    const read = new Map<string, Set<string>>();
    const root = join(import.meta.dirname, '../../fixtures');
    for (const provider of cloudProviders) {
      const names = new Set<string>();
      for (const name of readdirSync(join(root, provider))) {
        const parsed = await parseEvidence(JSON.parse(readFileSync(join(root, provider, name, 'evidence.json'), 'utf8')));
        if (!parsed.ok) continue;
        const { target, declared, collectedAt } = parsed.evidence;
        const context: CheckContext = { ...declared, edition: '2026-02', target, collectedAt: Date.parse(collectedAt) };
        const watched = new Proxy(context, {
          get: (of, member, self): unknown => {
            names.add(String(member));
            return Reflect.get(of, member, self);
          },
        });
        evaluate(parsed.evidence, checks, watched);
      }
      read.set(provider, names);
    }
    const missing = factList.flatMap(({ name, appliesTo }) =>
      [...read].flatMap(([provider, names]) =>
        names.has(name) && !appliesTo.some((one) => one === provider) ? [`${name} is read of ${provider}`] : [],
      ),
    );
    expect(missing).toEqual([]);
    expect(read.get('azure')).toContain('access');
  });
});

describe('the flag that answers', () => {
  it.each([
    ['origins', '--origin URL'],
    ['kmsKey', '--kms-key ARN'],
    ['clientCidrs', '--client-cidr CIDR'],
    ['orgId', '--org-id ID'],
    ['level', '--level instance|team'],
    ['deployment', '--deployment multi-tenant|dedicated|self-managed'],
    ['access', '--access managed-identity|account-key'],
    ['sensitiveData', '--sensitive-data|--no-sensitive-data'],
  ])('%s is %s', (key, flag) => {
    expect(flagFor(key)).toBe(flag);
  });

  it('is none for a key that is no fact', () => {
    expect(flagFor('bucket')).toBeUndefined();
  });
});
