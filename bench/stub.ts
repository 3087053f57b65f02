import { createServer, request } from 'node:http';
import { compliantBucket } from '../test/support/cases/base.ts';
import { startFakeAws } from '../test/support/fake-aws/index.ts';

// The fake AWS with a slow road to it, in a process of its own. `stub.ts LATENCY` prints its address and serves until it is killed.

const latency = Number(process.argv[2] ?? '0');
const fake = await startFakeAws({ buckets: [compliantBucket('acme-wandb')] });
const { hostname, port } = new URL(fake.url);

const road = createServer((incoming, outgoing) => {
  setTimeout(() => {
    const { method, url: path, headers } = incoming;
    const forward = request({ hostname, port, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    forward.on('error', () => outgoing.destroy());
    incoming.pipe(forward);
  }, latency);
});
road.listen(0, '127.0.0.1', () => {
  const address = road.address();
  if (typeof address === 'object' && address !== null) process.stdout.write(`http://127.0.0.1:${address.port}\n`);
});
