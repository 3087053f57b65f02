#!/usr/bin/env node
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`byob-audit: needs Node.js 20.19 or newer, and this is ${process.versions.node}\n`);
  process.exitCode = 2;
} else {
  // CommonJS and no younger syntax than this: an old Node.js has to get as far as the sentence above.
  const cli = /** @type {typeof import('../src/cli/entry.ts')} */ (require('../dist/cjs/cli.js'));
  void cli.run().then((code) => {
    process.exitCode = process.exitCode || code;
  });
}
