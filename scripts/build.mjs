import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { bundleAlone, bundleProgram } from './bundle.mjs';
import { catalogueModule } from './catalogue.mjs';
import { bundledPackages, notices } from './notices.mjs';
import { emitTypes } from './types.mjs';

// Bundles the sources and everything they import into dist/: CommonJS chunks for the command, and in front of them the
// API as an ES module. `--if-stale` does nothing when dist/ is newer than all of its inputs.

const root = join(import.meta.dirname, '..');
process.chdir(root);

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
    const { api, chunks } = await bundleProgram(
      root,
      { BYOB_AUDIT_VERSION: JSON.stringify(version) },
      { 'src/catalogue/index.ts': await catalogueModule(root) },
    );
    const launcher = await bundleAlone(root, { launch: 'src/launch/cache-folder.ts' }, {});
    const all = [...chunks, launcher];
    await mkdir(join(outdir, 'cjs/chunks'), { recursive: true });
    await Promise.all(all.map(({ fileName, code }) => writeFile(join(outdir, 'cjs', fileName), code)));
    await writeFile(join(outdir, 'cjs/package.json'), '{ "type": "commonjs" }\n');
    await writeFile(join(outdir, 'index.js'), `export { ${api.join(', ')} } from './cjs/index.js';\n`);
    const text = await notices(bundledPackages(all));
    await emitTypes(`${outdir}/types`);
    await writeFile(`${outdir}/meta.json`, JSON.stringify(contents(all), null, 1));
    await writeFile(`${outdir}.notices`, text);
    await rename(`${outdir}.notices`, 'THIRD-PARTY-NOTICES');
    await replace(outdir, 'dist');
  } finally {
    await rm(outdir, { recursive: true, force: true });
  }
}

/** Which sources went into which file of dist/; the tests ask it what a command loads. Not published. */
function contents(chunks) {
  return Object.fromEntries(chunks.map(({ fileName, inputs }) => [`dist/cjs/${fileName}`, { inputs }]));
}

async function replace(from, to) {
  const old = `.cache/old-${process.pid}`;
  if (existsSync(to)) await rename(to, old);
  await rename(from, to);
  await rm(old, { recursive: true, force: true });
}
