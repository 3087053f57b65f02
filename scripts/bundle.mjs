import { join, relative } from 'node:path';
import { rolldown } from 'rolldown';
import { layersOf } from './layers.mjs';

const nothing = '\0nothing';

/**
 * What libraries bring along for other uses and nobody calls here. A rule is: what is imported, by which package
 * (undefined: by any), and what stands in for it.
 */
const replacements = (root) => [
  // commander can start other programs as subcommands. This one has none, so it neither loads nor has the means to.
  ['node:child_process', 'commander', nothing],
  // The Azure libraries open a browser to sign somebody in, and know checksums of uploads.
  ['open', '@azure', nothing],
  ['./crc64.js', '@azure', nothing],
  // Two packages that come without the text of their licence. Requests to Google go through the library that
  // authenticates them, so that the transport of its SDK is never called.
  ['@nodable/entities', undefined, join(root, 'scripts/xml-entities.mjs')],
  ['teeny-request', undefined, nothing],
  // A parser of URLs that newer versions of Node warn about, and a measure of text that takes a large table of characters.
  ['url', 'node-fetch', join(root, 'scripts/absolute-url.cjs')],
  ['string-width', 'cli-table3', join(root, 'scripts/fast-string-width.cjs')],
];

const lean = (root) => {
  const rules = replacements(root);
  return {
    name: 'lean-dependencies',
    resolveId(id, importer) {
      const rule = rules.find(([from, by]) => from === id && (by === undefined || packageOf(importer)?.startsWith(by) === true));
      return rule?.[2];
    },
    load: (id) => (id === nothing ? 'module.exports = {};' : undefined),
  };
};

const standIns = (root, generated) => ({
  name: 'stand-ins',
  load(id) {
    const code = generated[pathOf(root, id)];
    return code === undefined ? undefined : { code, moduleType: 'js' };
  },
});

const pathOf = (root, id) => relative(root, id).replaceAll('\\', '/');

const packageOf = (file) => /.*[\\/]node_modules[\\/](.+)$/.exec(file ?? '')?.[1];

const common = (root, define) => ({
  cwd: root,
  platform: 'node',
  transform: { target: 'node20.19', define },
  resolve: {
    // The SDK's packages have no `exports`; their ES modules can be shaken, their CommonJS files cannot.
    mainFields: ['module', 'main'],
    alias: {
      // A CommonJS module that is imported on demand cannot be shaken; yaml has ES modules too.
      yaml: join(root, 'node_modules/yaml/browser/index.js'),
      // A URL class for Node versions without one, whose punycode makes newer ones warn on stderr.
      'whatwg-url': join(root, 'scripts/node-url.cjs'),
    },
  },
  onLog(level, log, handle) {
    // The public API contains what a command loads on demand; that costs the commands nothing.
    if (log.code !== 'INEFFECTIVE_DYNAMIC_IMPORT') handle(level, log);
  },
});

// Node's loader of ES modules costs a tenth of a short run, so that the chunks are CommonJS.
const output = { format: 'cjs', dynamicImportInCjs: false, minify: true, comments: false };

/**
 * Bundles the commands and the public API with everything that they import. Each SDK is in chunks of its own, which
 * only a live run loads.
 * @param generated sources that stand in for those of a file, by its path below `root`
 * @returns the chunks, each with `fileName`, `code` and the `inputs` in it, and the names that the API exports
 */
export async function bundleProgram(root, define, generated) {
  const graph = new Map();
  let layer;
  let api = [];
  const entry = join(root, 'src/index.ts');
  const survey = {
    name: 'survey',
    buildEnd() {
      for (const id of this.getModuleIds()) graph.set(id, this.getModuleInfo(id).importedIds);
      layer = layersOf(graph, root);
      api = this.getModuleInfo(entry).exports;
    },
  };
  const bundle = await rolldown({
    ...common(root, define),
    input: { cli: 'src/cli/entry.ts', index: entry },
    // A layer may put a module into the chunk of an entry, which others then import from there.
    preserveEntrySignatures: 'allow-extension',
    plugins: [standIns(root, generated), lean(root), survey],
  });
  try {
    const { output: chunks } = await bundle.generate({
      ...output,
      entryFileNames: '[name].js',
      chunkFileNames: 'chunks/[name]-[hash].js',
      codeSplitting: {
        includeDependenciesRecursively: false,
        groups: [{ debugName: 'layers', name: (id) => layer(id) }],
      },
    });
    return { api, chunks: chunks.map((chunk) => described(chunk, root)) };
  } finally {
    await bundle.close();
  }
}

/** Bundles one entry into one file that needs no other. */
export async function bundleAlone(root, input, define, format = output.format) {
  const bundle = await rolldown({ ...common(root, define), input });
  try {
    const { output: chunks } = await bundle.generate({ ...output, format, entryFileNames: '[name].js', codeSplitting: false });
    return described(chunks[0], root);
  } finally {
    await bundle.close();
  }
}

/** How an export is spelled: seventy bytes for each, of which a chunk has up to a hundred. */
const getter = /Object\.defineProperty\(exports,("[\w$]+"),\{enumerable:!0,get:function\(\)\{return ([\w$.]+)\}\}\)/g;

/** The same exports in fewer bytes, all of which a start has to compile. */
function briefExports(code) {
  let name = '$e';
  while (code.includes(name)) name += 'e';
  const brief = code.replace(getter, (_, key, value) => `${name}(${key},()=>${value})`);
  // A declaration is there before the code above it runs.
  return brief === code ? code : `${brief}\nfunction ${name}(e,t){Object.defineProperty(exports,e,{enumerable:!0,get:t})}`;
}

const described = ({ fileName, code, modules }, root) => ({
  fileName,
  // The names of the public API are read by Node's loader, which knows the long spelling alone.
  code: fileName === 'index.js' ? code : briefExports(code),
  inputs: Object.entries(modules)
    .filter(([id, { renderedLength }]) => !id.startsWith('\0') && renderedLength > 0)
    .map(([id]) => pathOf(root, id)),
});
