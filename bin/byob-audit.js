#!/usr/bin/env node
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`byob-audit: needs Node.js 20.19 or newer, and this is ${process.versions.node}\n`);
  process.exitCode = 2;
} else {
  // No top-level await: an old Node.js has to get as far as the sentence above.
  void import('../dist/cli.js').then(({ run }) => run()).then((code) => (process.exitCode ||= code));
}
