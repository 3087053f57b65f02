import { readdir, readFile } from 'node:fs/promises';

/** Licences whose only condition for a bundle is that their text travels along. Anything else stops the build. */
const accepted = new Set(['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'ISC', 'MIT']);

const licenceFile = /^(licen[cs]e|copying|notice)([.-].*)?$/i;

/** Folders of the packages whose code is in the bundle, sorted. */
export function bundledPackages(chunks) {
  // Types are vendored into dist/types even where tree shaking removed a package's code.
  const folders = new Set(['node_modules/valibot']);
  for (const { inputs } of chunks) {
    for (const input of inputs) {
      const folder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
      if (folder !== undefined) folders.add(folder);
    }
  }
  return [...folders].sort();
}

/** The text of THIRD-PARTY-NOTICES. Throws when a package's licence is missing or not acceptable. */
export async function notices(folders) {
  const packages = await Promise.all(folders.map(read));
  const byText = new Map();
  for (const item of packages) {
    const group = byText.get(item.text) ?? [];
    byText.set(item.text, [...group, item]);
  }
  const sections = [...byText].map(
    ([text, items]) => `${items.map(({ name, version, license }) => `${name} ${version} (${license})`).join('\n')}\n\n${text}\n`,
  );
  const intro = 'byob-audit contains the following packages in bundled form. Their licences:\n';
  return [intro, ...sections].join(`\n${'-'.repeat(80)}\n\n`);
}

async function read(folder) {
  const { name, version, license } = JSON.parse(await readFile(`${folder}/package.json`, 'utf8'));
  if (!accepted.has(license))
    throw new Error(`${name} ${version} is licensed ${license ?? 'without a licence'}: it cannot be bundled`);
  const files = (await readdir(folder)).filter((file) => licenceFile.test(file)).sort();
  // Some of the SDK's packages name the Apache licence without shipping it; its text is the same for everybody.
  const paths = files.length === 0 && license === 'Apache-2.0' ? ['LICENSE'] : files.map((file) => `${folder}/${file}`);
  const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
  if (texts.length === 0) throw new Error(`${name} ${version} has no licence text to pass on`);
  return { name, version, license, text: texts.map((text) => text.replaceAll('\r\n', '\n').trim()).join('\n\n') };
}
