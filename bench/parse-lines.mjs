import { createReadStream } from 'node:fs';

// The floor of judging an NDJSON file: read it in pieces, split its lines, parse each, keep nothing.

const [file] = process.argv.slice(2);
let rest = '';
let lines = 0;
for await (const piece of createReadStream(file, { encoding: 'utf8', highWaterMark: 1 << 18 })) {
  const parts = (rest + piece).split('\n');
  rest = parts.pop() ?? '';
  for (const line of parts) {
    if (JSON.parse(line) !== null) lines += 1;
  }
}
process.stdout.write(`${lines}\n`);
