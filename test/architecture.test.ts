import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { house, violations } from './support/house.ts';

const src = join(import.meta.dirname, '../src');
const files = readdirSync(src, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(src, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
  .toSorted();

describe('the house', () => {
  it('keeps every file of src to what its folder may import and touch', () => {
    expect(files.flatMap((file) => violations(file, readFileSync(join(src, file), 'utf8')))).toEqual([]);
  });

  it('has looked at something in every room', () => {
    const rooms = new Set(files.map((file) => (file.includes('/') ? file.slice(0, file.indexOf('/')) : '')));
    expect([...rooms].toSorted()).toEqual(Object.keys(house).toSorted());
  });
});

describe('the guard of the house', () => {
  it.each([
    ['a folder that nobody knows', 'helpers/x.ts', 'export const x = 1;', 'helpers'],
    ['a file that cannot be parsed', 'core/x.ts', 'export const = 1;', 'cannot be parsed'],
    [
      'a check that imports a provider',
      'checks/aws/x.ts',
      "import { connect } from '../../providers/aws/index.ts';",
      'imports providers',
    ],
    [
      'a provider that imports a check',
      'providers/aws/x.ts',
      "import type { x } from '../../checks/index.ts';",
      'imports checks',
    ],
    ['a reporter that imports a check', 'reporters/x.ts', "export { checks } from '../checks/index.ts';", 'imports checks'],
    ['a re-export of everything', 'core/x.ts', "export * from '../policy/iam.ts';", 'imports policy'],
    ['a re-export of a type', 'evidence/x.ts', "export type { Check } from '../core/check.ts';", 'imports core'],
    ['a dynamic import', 'core/x.ts', "export const load = () => import('../providers/index.ts');", 'imports providers'],
    ['a dynamic import of a template', 'core/x.ts', 'export const load = () => import(`../providers/index.ts`);', 'computed'],
    ['a computed import', 'cli/x.ts', 'export const load = (name: string) => import(name);', 'computed'],
    ['an import inside of a type', 'requirements/x.ts', "export type X = import('../core/check.ts').Check;", 'imports core'],
    ['an import without names', 'evidence/x.ts', "import '../cli/entry.ts';", 'imports cli'],
    ['an import assignment', 'core/x.ts', "import fs = require('node:fs');", 'imports node:fs'],
    [
      'values where only types may come from',
      'policy/x.ts',
      "import { present } from '../evidence/observation.ts';",
      'more than types',
    ],
    ['a value beside a type', 'reporters/x.ts', "import { type A, b } from '../evidence/index.ts';", 'more than types'],
    ['the public API from inside', 'core/x.ts', "import { checks } from '../index.ts';", 'imports index.ts'],
    ['a file outside of src', 'core/x.ts', "import { x } from '../../test/x.ts';", 'outside of src'],
    ['a package that the folder does not need', 'core/x.ts', "import * as v from 'valibot';", 'imports valibot'],
    ['an SDK outside of the providers', 'checks/x.ts', "import { S3Client } from '@aws-sdk/client-s3';", 'imports @aws-sdk'],
    ['files outside of providers and cli', 'reporters/x.ts', "import { readFileSync } from 'node:fs';", 'imports node:fs'],
    ['a Node module without its prefix', 'providers/x.ts', "import { readFileSync } from 'fs';", 'imports fs'],
    ['the console, anywhere', 'cli/x.ts', "console.error('x');", 'uses console'],
    ['process.exit, anywhere', 'cli/x.ts', 'process.exit(1);', 'process.exit'],
    ['process.exit in disguise', 'cli/x.ts', "process['exit'](1);", 'process.exit'],
    ['the environment', 'core/x.ts', "export const x = process.env['X'];", 'uses process'],
    ['the environment by another name', 'core/x.ts', 'export const x = { process };', 'uses process'],
    ['the global object', 'core/x.ts', 'export const x = globalThis.process;', 'uses globalThis'],
    ['the clock', 'checks/x.ts', 'export const x = Date.now();', 'uses Date.now'],
    ['the clock by its constructor', 'checks/x.ts', 'export const x = new Date();', 'asks the clock'],
    ['chance', 'policy/x.ts', 'export const x = Math.random();', 'uses Math.random'],
    ['the network', 'core/x.ts', "export const x = fetch('http://localhost');", 'uses fetch'],
  ])('sees %s', (_, file, source, message) => {
    expect(violations(file, source)).toEqual([expect.stringContaining(message)]);
  });

  it.each([
    ['a folder that may be imported', 'checks/aws/x.ts', "import { pass } from '../../core/check.ts';"],
    ['types where only types may come from', 'policy/x.ts', "import type { Evidence } from '../evidence/index.ts';"],
    ['types that are marked one by one', 'policy/x.ts', "import { type Evidence } from '../evidence/index.ts';"],
    ['an SDK in a provider', 'providers/aws/x.ts', "export const load = () => import('@aws-sdk/client-s3');"],
    ['the clock in a provider', 'providers/aws/x.ts', 'export const x = Date.now();'],
    ['a date that is given', 'core/x.ts', 'export const x = new Date(0);'],
    ['a property that is called process', 'core/x.ts', 'export const x = (y: { process: number }) => y.process;'],
    ['text that looks like an import', 'core/x.ts', 'export const x = "import { a } from \'../cli/x.ts\'";'],
  ])('accepts %s', (_, file, source) => {
    expect(violations(file, source)).toEqual([]);
  });
});
