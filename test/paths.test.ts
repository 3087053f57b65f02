import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const filesIn = (folder: string, ending: RegExp): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
    .filter((file) => ending.test(file));
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

const rooms = readdirSync(join(root, 'src'), { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);
/** What stands where a path may begin or end. A pattern such as `src/checks/<provider>-list.ts` is followed by its blank. */
const path = new RegExp(
  [
    String.raw`(?<![\w@./<>-])(?:(?:src|test|scripts|bench|docs|bin|site|fixtures)/[\w./-]*\w`,
    String.raw`(?:${rooms.join('|')})/[\w./-]*\w\.ts)(?![\w<>*{/-])`,
  ].join('|'),
  'g',
);
/** A file without its folder, in the quotes of code. */
const bareName = /`([\w-]+\.ts)`/g;

/** The paths of this repository that a text names. */
const pathsIn = (text: string): readonly string[] => text.match(path) ?? [];

const exists = (named: string): boolean => existsSync(join(root, named)) || existsSync(join(root, 'src', named));

const commentsOf = (file: string): string =>
  parseSync(file, read(file))
    .comments.map(({ value }) => value)
    .join('\n');

const sources = ['src', 'test', 'scripts', 'bench'].flatMap((folder) => filesIn(folder, /\.(?:ts|mjs)$/));
const documents = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...filesIn('docs', /\.md$/)];

describe('a path that is named', () => {
  it('in a comment leads to something', () => {
    const gone = sources.flatMap((file) =>
      pathsIn(commentsOf(file)).flatMap((named) => (exists(named) ? [] : [`${file} names ${named}`])),
    );
    expect(gone).toEqual([]);
  });

  it('in a comment by its name alone is next to the file', () => {
    const gone = sources.flatMap((file) =>
      [...commentsOf(file).matchAll(bareName)].flatMap(([, named = '']) =>
        existsSync(join(root, dirname(file), named)) ? [] : [`${file} names ${named}`],
      ),
    );
    expect(gone).toEqual([]);
  });

  it('in a document leads to something', () => {
    const gone = documents.flatMap((file) =>
      pathsIn(read(file)).flatMap((named) => (exists(named) ? [] : [`${file} names ${named}`])),
    );
    expect(gone).toEqual([]);
  });
});

describe('what is a path', () => {
  it.each([
    ['see `requirements/editions.ts` for what each one says', ['requirements/editions.ts']],
    ['`src/launch` starts the program', ['src/launch']],
    ['(src/core/check.ts), test/paths.test.ts.', ['src/core/check.ts', 'test/paths.test.ts']],
    ['its file in `src/checks/<provider>/` and `src/checks/<provider>-list.ts`', []],
    ['https://example.com/docs/page and ./src/x.ts', []],
    ['the checks/balances of evidence/declared facts', []],
  ])('in %s', (text, paths) => {
    expect(pathsIn(text)).toEqual(paths);
  });
});
