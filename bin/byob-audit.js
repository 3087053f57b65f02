#!/usr/bin/env node
// CommonJS and no younger syntax than this: an old Node.js has to get as far as the sentence below.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`byob-audit: needs Node.js 20.19 or newer, and this is ${process.versions.node}\n`);
  process.exitCode = 2;
} else {
  keepCompiled();
  /** @type {typeof import('../src/cli/entry.ts')} */
  const program = require('../dist/cjs/cli.js');
  program.run().then(
    (code) => {
      process.exitCode = process.exitCode || code;
    },
    (/** @type {unknown} */ error) => {
      // Exit 1 means that a bucket failed; whatever ends the program before it judges is not that.
      process.stderr.write(
        `byob-audit: this is a bug of byob-audit, and nothing was audited: ${error instanceof Error ? error.name : 'unknown'}\n`,
      );
      process.exitCode = 2;
    },
  );
}

/** Compiling is most of the work of a short run. Node.js has kept what it compiled since 22.8, when it is told where. */
function keepCompiled() {
  /** @type {{ enableCompileCache?: (folder: string) => unknown }} */
  const { enableCompileCache } = require('node:module');
  if (enableCompileCache === undefined) return;
  /** @type {typeof import('../src/launch/cache-folder.ts')} */
  const launch = require('../dist/cjs/launch.js');
  const folder = launch.cacheFolder(process.env, process.platform);
  if (folder !== undefined) enableCompileCache(folder);
}
