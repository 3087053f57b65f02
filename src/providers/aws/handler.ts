import { NodeHttpHandler, type NodeHttpHandlerOptions } from '@smithy/node-http-handler';
import { wholeBody } from '../shared/body.ts';
import { within } from '../shared/deadline.ts';
import { connectTimeout, type Reach } from '../shared/reach.ts';

type Handle = NodeHttpHandler['handle'];

/** What the SDK sends its requests through. */
export type BoundedHandler = Pick<
  NodeHttpHandler,
  'metadata' | 'handle' | 'destroy' | 'updateHttpClientConfig' | 'httpHandlerConfigs'
>;

/**
 * The SDK's own HTTP handler with a bound for everything: one deadline from the first byte of the request to the last one
 * of the body, a largest answer, and no second wait for a host that is not there. The body comes as bytes, which the SDK
 * reads as it would the stream.
 * @param timeout milliseconds for each attempt
 */
export function boundedHandler(timeout: number, reach: Reach, options: NodeHttpHandlerOptions): BoundedHandler {
  const inner = new NodeHttpHandler({ ...options, connectionTimeout: connectTimeout(timeout) });
  const handle: Handle = (request, { abortSignal } = {}) =>
    reach.ask(`${request.hostname}:${request.port ?? request.protocol}`, () =>
      within(timeout, abortSignal instanceof AbortSignal ? abortSignal : undefined, async (signal) => {
        const { response } = await inner.handle(request, { abortSignal: signal });
        response.body = isByteStream(response.body) ? await wholeBody(response.body) : new Uint8Array();
        return { response };
      }),
    );
  return {
    metadata: inner.metadata,
    handle,
    destroy: () => inner.destroy(),
    updateHttpClientConfig: (key, value) => inner.updateHttpClientConfig(key, value),
    httpHandlerConfigs: () => inner.httpHandlerConfigs(),
  };
}

const isByteStream = (body: unknown): body is AsyncIterable<Uint8Array> =>
  typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
