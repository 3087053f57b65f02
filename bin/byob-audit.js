#!/usr/bin/env node
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`byob-audit: needs Node.js 20.19 or newer, and this is ${process.versions.node}\n`);
  process.exitCode = 2;
} else {
  const { run } = await import('../dist/cli.js');
  process.exitCode = (await run()) || process.exitCode;
}
