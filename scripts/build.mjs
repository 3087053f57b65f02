import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build, transform } from 'esbuild';
import { bundledPackages, notices } from './notices.mjs';
import { emitTypes } from './types.mjs';

// Bundles the sources and everything they import into dist/. Code splitting keeps each SDK in chunks of its own
// that only a live run loads. esbuild splits ES modules only, but starting Node's loader for them and resolving each
// chunk through it costs a tenth of a short run, so that the chunks are published as CommonJS and the API, as an ES
// module, in front of them. `--if-stale` does nothing when dist/ is newer than all of its inputs.

const root = join(import.meta.dirname, '..');
process.chdir(root);

/** commander can start other programs as subcommands. This one has none, so it neither loads nor has the means to. */
const withoutSubprograms = {
  name: 'without-subprograms',
  setup: (hooks) => {
    hooks.onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      /node_modules[\\/]commander[\\/]/.test(importer) ? { path: 'child_process', namespace: 'nothing' } : undefined,
    );
    hooks.onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/**
 * What the Azure libraries bring along for other uses: opening a browser to sign somebody in, checksums of uploads, and
 * a package without the text of its licence. None of it is ever called.
 */
const leanAzure = {
  name: 'lean-azure',
  setup: (hooks) => {
    hooks.onResolve({ filter: /^open$/ }, ({ importer }) =>
      /node_modules[\\/]@azure[\\/]/.test(importer) ? { path: 'open', namespace: 'nothing' } : undefined,
    );
    hooks.onResolve({ filter: /^\.\/crc64\.js$/ }, () => ({ path: 'crc64', namespace: 'nothing' }));
    hooks.onResolve({ filter: /^@nodable\/entities$/ }, () => ({ path: join(import.meta.dirname, 'xml-entities.mjs') }));
  },
};

/**
 * Requests to Google go through the library that authenticates them. The SDK's own transport is never called, and a
 * package of it comes without the text of its licence.
 */
const withoutSdkTransport = {
  name: 'without-sdk-transport',
  setup: (hooks) => {
    hooks.onResolve({ filter: /^teeny-request$/ }, () => ({ path: 'teeny-request', namespace: 'nothing' }));
  },
};

const fastWidths = {
  name: 'fast-widths',
  setup: (hooks) => {
    hooks.onResolve({ filter: /^string-width$/ }, ({ importer }) =>
      /node_modules[\\/]cli-table3[\\/]/.test(importer)
        ? { path: join(import.meta.dirname, 'fast-string-width.cjs') }
        : undefined,
    );
  },
};

if (process.argv.includes('--if-stale') && !isStale()) {
  process.exitCode = 0;
} else {
  try {
    await bundle();
  } catch (error) {
    process.stderr.write(`build: ${error.message}\n`);
    process.exitCode = 1;
  }
}

function isStale() {
  if (!existsSync('dist/meta.json') || !existsSync('THIRD-PARTY-NOTICES')) return true;
  const built = statSync('dist/meta.json').mtimeMs;
  const sources = readdirSync('src', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const others = [
    'package.json',
    'package-lock.json',
    'tsconfig.build.json',
    ...readdirSync('scripts').map((name) => `scripts/${name}`),
  ];
  return [...sources, ...others].some((file) => existsSync(file) && statSync(file).mtimeMs > built);
}

async function bundle() {
  const { version } = JSON.parse(await readFile('package.json', 'utf8'));
  // Built beside and renamed: a build that fails leaves the last good one in place.
  const outdir = `.cache/build-${process.pid}`;
  try {
    const { metafile, outputFiles } = await build({
      entryPoints: { cli: 'src/cli/entry.ts', index: 'src/index.ts' },
      outdir: join(outdir, 'cjs'),
      write: false,
      chunkNames: 'chunks/[name]-[hash]',
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node20.19',
      // A CommonJS module that is imported on demand loses its named exports in a bundle; yaml has ES modules too.
      // whatwg-url is a URL class for Node versions without one, and its punycode makes newer ones warn on stderr.
      alias: {
        yaml: join(root, 'node_modules/yaml/browser/index.js'),
        'whatwg-url': join(import.meta.dirname, 'node-url.cjs'),
      },
      // The SDK's packages have no `exports`; their ES modules can be shaken, their CommonJS files cannot.
      mainFields: ['module', 'main'],
      legalComments: 'none',
      metafile: true,
      define: { BYOB_AUDIT_VERSION: JSON.stringify(version) },
      plugins: [withoutSubprograms, leanAzure, withoutSdkTransport, fastWidths],
      logLevel: 'warning',
    });
    await mkdir(join(outdir, 'cjs/chunks'), { recursive: true });
    await Promise.all(outputFiles.map(async ({ path, text }) => writeFile(path, await toCommonJs(text))));
    await writeFile(join(outdir, 'cjs/package.json'), '{ "type": "commonjs" }\n');
    await writeFile(join(outdir, 'index.js'), facade(metafile));
    const text = await notices(bundledPackages(metafile));
    await emitTypes(`${outdir}/types`);
    await writeFile(`${outdir}/meta.json`, JSON.stringify(chunksOf(metafile, outdir), null, 1));
    await writeFile(`${outdir}.notices`, text);
    await rename(`${outdir}.notices`, 'THIRD-PARTY-NOTICES');
    await replace(outdir, 'dist');
  } finally {
    await rm(outdir, { recursive: true, force: true });
  }
}

async function toCommonJs(text) {
  const { code } = await transform(text, {
    format: 'cjs',
    platform: 'node',
    target: 'node20.19',
    // As `require` in a promise: what `import()` of a CommonJS file would do, without the loader of ES modules.
    supported: { 'dynamic-import': false },
    minify: true,
    legalComments: 'none',
    // Warnings about the sources were told when they were bundled; here they would be about other people's code.
    logLevel: 'error',
  });
  return code;
}

/** The public API as an ES module. */
function facade({ outputs }) {
  const [, { exports }] = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === 'src/index.ts');
  return `export { ${exports.join(', ')} } from './cjs/index.js';\n`;
}

/** Which sources went into which file of dist/; the tests ask it what a command loads. Not published. */
function chunksOf(metafile, outdir) {
  return Object.fromEntries(
    Object.entries(metafile.outputs).map(([file, { inputs, bytes }]) => [
      file.replace(outdir, 'dist'),
      { bytes, inputs: Object.keys(inputs) },
    ]),
  );
}

async function replace(from, to) {
  const old = `.cache/old-${process.pid}`;
  if (existsSync(to)) await rename(to, old);
  await rename(from, to);
  await rm(old, { recursive: true, force: true });
}
