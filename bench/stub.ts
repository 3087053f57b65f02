import { createServer, request } from 'node:http';
import { compliantBucket } from '../test/support/cases/base.ts';
import { startFakeAws } from '../test/support/fake-aws/index.ts';

// The fake AWS with a slow road to it, in a process of its own. `stub.ts LATENCY` prints its address and serves until it is killed.

const latency = Number(process.argv[2] ?? '0');
const fake = await startFakeAws({ buckets: [compliantBucket('acme-wandb')] });
const { hostname, port } = new URL(fake.url);

// The answer is made while it is on its way: a stub that begins to work when the latency is over adds its own work to it.
const road = createServer((incoming, outgoing) => {
  const arrived = performance.now();
  const { method, url: path, headers } = incoming;
  const forward = request({ hostname, port, method, path, headers }, (answer) => {
    const parts: Buffer[] = [];
    answer.on('data', (part: Buffer) => parts.push(part));
    answer.on('end', () =>
      setTimeout(
        () => outgoing.writeHead(answer.statusCode ?? 502, answer.headers).end(Buffer.concat(parts)),
        arrived + latency - performance.now(),
      ),
    );
  });
  forward.on('error', () => outgoing.destroy());
  incoming.pipe(forward);
});
road.listen(0, '127.0.0.1', () => {
  const address = road.address();
  if (typeof address === 'object' && address !== null) process.stdout.write(`http://127.0.0.1:${address.port}\n`);
});
