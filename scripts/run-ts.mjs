import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

// Runs a TypeScript file on every supported Node: `node scripts/run-ts.mjs FILE [ARGUMENT…]`. Node 20 cannot by itself.

const [file, ...rest] = process.argv.slice(2);
if (file === undefined) {
  process.stderr.write('run-ts.mjs: expected the path of a TypeScript file\n');
  process.exitCode = 2;
} else {
  const root = join(import.meta.dirname, '..');
  const folder = join(root, '.cache');
  await mkdir(folder, { recursive: true });
  const outfile = join(folder, `${file.replaceAll(/[^\w-]+/g, '-')}-${process.pid}.mjs`);
  try {
    await bundle(file, outfile);
    process.argv = [process.argv[0], file, ...rest];
    await import(pathToFileURL(outfile).href);
  } finally {
    await rm(outfile, { force: true });
  }
}

/** `import.meta.dirname` means the folder of the source, not the one of the bundle. */
async function bundle(entry, outfile) {
  const bundle = await rolldown({
    input: entry,
    platform: 'node',
    // Packages are found from the bundle as they are from the source.
    external: /^[^./]/,
    plugins: [
      {
        name: 'source-location',
        transform: {
          filter: { id: /\.ts$/ },
          handler: (code, path) =>
            code
              .replaceAll('import.meta.dirname', JSON.stringify(join(path, '..')))
              .replaceAll('import.meta.filename', JSON.stringify(path))
              .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)),
        },
      },
    ],
  });
  await bundle.write({ file: outfile, format: 'esm', codeSplitting: false });
  await bundle.close();
}
