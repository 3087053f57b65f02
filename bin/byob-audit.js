#!/usr/bin/env node
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`byob-audit: needs Node.js 20.19 or newer, and this is ${process.versions.node}\n`);
  process.exitCode = 2;
} else {
  // CommonJS and no younger syntax than this: an old Node.js has to get as far as the sentence above.
  /** @type {typeof import('../src/launch/index.ts')} */
  const launcher = require('../dist/cjs/launch.js');
  void launcher.launch(require.resolve('../dist/cjs/cli.js')).then((code) => {
    process.exitCode = process.exitCode || code;
  });
}
