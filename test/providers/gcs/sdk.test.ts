import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { Storage } from '@google-cloud/storage';
import { OAuth2Client } from 'google-auth-library';
import { describe, expect, it } from 'vitest';
import './support.ts';

async function served<T>(
  listener: RequestListener,
  work: (url: string, requests: readonly IncomingMessage[]) => Promise<T>,
): Promise<T> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  try {
    return await work(`http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 9}`, requests);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

function bucketAt(apiEndpoint: string) {
  const authClient = new OAuth2Client();
  authClient.setCredentials({ access_token: 'a-token-of-somebody', expiry_date: Date.now() + 3_600_000 });
  const options = {
    apiEndpoint,
    authClient,
    projectId: 'unused',
    retryOptions: { autoRetry: false, maxRetries: 0 },
  };
  return new Storage(options).bucket('acme-wandb');
}

const metadata = { kind: 'storage#bucket', name: 'acme-wandb' };

/**
 * Why `src/providers/gcs` has its own client and takes only the authentication of the package. When one of these fails, the
 * package has become safer: then see whether its calls can be used, and correct `docs/libraries.md`.
 */
describe('the calls of @google-cloud/storage, without retries', () => {
  it('follow a redirect to another host, and believe what is said there', async () => {
    await served(
      (_, response) => response.setHeader('content-type', 'application/json').end(JSON.stringify(metadata)),
      async (elsewhere, requests) => {
        const location = elsewhere.replace('127.0.0.1', 'localhost');
        await served(
          (_, response) => response.writeHead(302, { location }).end(),
          async (url) => {
            const [answer] = await bucketAt(url).getMetadata();
            expect(answer).toMatchObject({ name: 'acme-wandb' });
            expect(requests).toHaveLength(1);
          },
        );
      },
    );
  });

  it('take a web page for the metadata of a bucket, and for its IAM policy', async () => {
    const page = '<!doctype html><title>Sign in</title>';
    await served(
      (_, response) => response.setHeader('content-type', 'text/html').end(page),
      async (url) => {
        expect((await bucketAt(url).getMetadata())[0]).toBe(page);
        expect((await bucketAt(url).iam.getPolicy())[0]).toBe(page);
      },
    );
  });

  it('read an answer of any size', async () => {
    const body = JSON.stringify({ ...metadata, padding: 'x'.repeat(20 << 20) });
    await served(
      (_, response) => response.setHeader('content-type', 'application/json').end(body),
      async (url) => {
        expect((await bucketAt(url).getMetadata())[0]).toHaveProperty('padding');
      },
    );
  });
});
