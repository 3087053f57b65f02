import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { circles } from './support/circles.ts';
import { house, violations } from './support/house.ts';
import { importedFiles } from './support/imports.ts';
import { ambiguousTypes } from './support/type-names.ts';

const src = join(import.meta.dirname, '../src');
const files = readdirSync(src, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(src, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
  .toSorted();
const sources = new Map(files.map((file) => [file, readFileSync(join(src, file), 'utf8')]));

describe('the house', () => {
  it('keeps every file of src to what its room may import and touch', () => {
    expect([...sources].flatMap(([file, source]) => violations(file, source))).toEqual([]);
  });

  it('has no circle of imports, of types neither', () => {
    expect(circles(new Map([...sources].map(([file, source]) => [file, importedFiles(file, source)])))).toEqual([]);
  });

  it('has looked at something in every room', () => {
    const rooms = new Set(files.map((file) => (file.includes('/') ? file.slice(0, file.indexOf('/')) : '')));
    expect([...rooms].toSorted()).toEqual(
      Object.keys(house)
        .filter((name) => !name.includes('/'))
        .toSorted(),
    );
  });

  it('lets effects into three rooms only', () => {
    const rooms = Object.entries(house).flatMap(([name, { effects }]) => (effects === true && !name.includes('/') ? [name] : []));
    expect(rooms.toSorted()).toEqual(['cli', 'launch', 'providers']);
  });

  it('keeps the top of the command line small', () => {
    expect(files.filter((file) => /^cli\/[^/]+$/.test(file)).length).toBeLessThanOrEqual(8);
  });

  it('has one type by each name that it exports', () => {
    expect(ambiguousTypes(sources)).toEqual([]);
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
    ['opinions of policy in a provider', 'providers/aws/x.ts', "import { x } from '../../policy/aws/x.ts';", 'imports policy'],
    [
      'a judge in the command line',
      'cli/commands/x.ts',
      "import { evaluate } from '../../core/evaluate.ts';",
      'imports core/evaluate.ts',
    ],
    ['policy in the command line', 'cli/uri/x.ts', "import { x } from '../../policy/aws/x.ts';", 'imports policy/aws/x.ts'],
    ['the command line from below', 'audit/x.ts', "import { main } from '../cli/main.ts';", 'imports cli'],
    ['a reporter in a provider', 'providers/aws/x.ts', "import { json } from '../../reporters/json.ts';", 'imports reporters'],
    ['a part that nobody knows', 'policy/misc/x.ts', 'export const x = 1;', 'misc'],
    ['a part of a part that nobody knows', 'policy/aws/misc/x.ts', 'export const x = 1;', 'policy/aws'],
    ['a folder in a room without parts', 'core/misc/x.ts', 'export const x = 1;', 'misc'],
    ['a reason', 'reporters/x.ts', "import { x } from '../checks/x.ts';", house['reporters']?.why ?? 'no reason'],
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
    ['a reader of policy where documents are read', 'providers/document/x.ts', "import { x } from '../../policy/aws/x.ts';"],
    ['storage URIs in the command line', 'cli/uri/x.ts', "import { x } from '../../policy/store-uri/x.ts';"],
    ['the engine without its judge', 'cli/commands/x.ts', "import { toolName } from '../../core/tool.ts';"],
    ['an SDK in a provider', 'providers/aws/x.ts', "export const load = () => import('@aws-sdk/client-s3');"],
    ['the clock in a provider', 'providers/aws/x.ts', 'export const x = Date.now();'],
    ['a date that is given', 'core/x.ts', 'export const x = new Date(0);'],
    ['a property that is called process', 'core/x.ts', 'export const x = (y: { process: number }) => y.process;'],
    ['text that looks like an import', 'core/x.ts', 'export const x = "import { a } from \'../cli/x.ts\'";'],
  ])('accepts %s', (_, file, source) => {
    expect(violations(file, source)).toEqual([]);
  });
});

describe('circles', () => {
  const graph = (text: string): ReadonlyMap<string, readonly string[]> =>
    new Map(text.split(' ').map((file) => [file.charAt(0), file.slice(1).split('')]));

  it.each([
    ['of two', 'ab ba', ['a -> b -> a']],
    ['of three, by the shortest way', 'abc bc ca', ['a -> c -> a', 'b -> c -> a -> b']],
    ['of a file with itself', 'aa', ['a -> a']],
    ['apart from each other', 'ab ba cd dc', ['a -> b -> a', 'c -> d -> c']],
    ['that hang on one another', 'ab bac cdb dc', ['a -> b -> a', 'c -> d -> c']],
    ['behind files that are in none', 'ab bc cb', ['b -> c -> b']],
  ])('are found %s', (_, text, found) => {
    expect(circles(graph(text))).toEqual(found);
  });

  it('are not where two ways lead to one file', () => {
    expect(circles(graph('abc bd cd d'))).toEqual([]);
  });

  it('are made by types as well', () => {
    const imported = importedFiles('core/x.ts', "import type { A } from './y.ts';\nexport type { B } from '../evidence/z.ts';");
    expect(imported).toEqual(['core/y.ts', 'evidence/z.ts']);
  });
});

describe('the names of types', () => {
  it.each([
    ['two files export it', 'export interface A {}', 'export type A = string;', ['A: a.ts, b.ts']],
    ['one exports it and another has its own', 'export class A {}', 'interface A {}', ['A: a.ts, b.ts']],
    ['no file exports it', 'interface A {}', 'type A = string;', []],
    ['another passes it on', 'export enum A {}', "export type { A } from './a.ts';", []],
    ['another imports it', 'export interface A {}', "import type { A } from './a.ts'; export const a: A = {};", []],
    ['a value has it', 'export type A = string;', 'export const A = 1;', []],
  ])('are judged when %s', (_, a, b, told) => {
    expect(
      ambiguousTypes(
        new Map([
          ['a.ts', a],
          ['b.ts', b],
        ]),
      ),
    ).toEqual(told);
  });
});
