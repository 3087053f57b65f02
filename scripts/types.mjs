import { execFile } from 'node:child_process';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { parseSync } from 'oxc-parser';

const importing = /(from |import\()(['"])([^'"]+)\2/g;

/**
 * Writes the declarations that the public API needs. The package has no dependencies, so the one library whose types
 * show in them is put beside them; any other bare import would be a type that nobody who embeds byob-audit can resolve.
 */
export async function emitTypes(outDir) {
  const all = `${outDir}.all`;
  try {
    const tsc = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', all];
    await promisify(execFile)(process.execPath, tsc);
    // The compiler writes a declaration for every source in reach; what the API's own do not mention is left behind.
    const pending = ['index.d.ts'];
    const done = new Set();
    let vendored = false;
    for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
      if (done.has(name)) continue;
      done.add(name);
      const text = await readFile(join(all, name), 'utf8');
      const edited = text.replaceAll(importing, (whole, before, quote, specifier) => {
        if (specifier.startsWith('node:')) return whole;
        if (specifier.startsWith('.')) {
          pending.push(join(dirname(name), specifier.replace(/\.[jt]s$/, '.d.ts')));
          return whole;
        }
        if (specifier !== 'valibot') throw new Error(`${name} would make ${specifier} a dependency of the published types`);
        vendored = true;
        const path = relative(dirname(name), 'vendor/valibot.js').replaceAll('\\', '/');
        return `${before}${quote}${path.startsWith('.') ? path : `./${path}`}${quote}`;
      });
      await mkdir(dirname(join(outDir, name)), { recursive: true });
      await (edited === text ? rename(join(all, name), join(outDir, name)) : writeFile(join(outDir, name), edited));
    }
    if (vendored) await vendorValibot(join(outDir, 'vendor'));
  } finally {
    await rm(all, { recursive: true, force: true });
  }
}

async function vendorValibot(folder) {
  const source = await readFile('node_modules/valibot/dist/index.d.mts', 'utf8');
  // A third of the file are comments, which nobody reads there.
  let text = '';
  let from = 0;
  for (const { start, end } of parseSync('valibot.d.mts', source).comments) {
    text += source.slice(from, start);
    from = end;
  }
  text += source.slice(from);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'valibot.d.ts'), text.replaceAll(/\n\s*\n/g, '\n'));
}
