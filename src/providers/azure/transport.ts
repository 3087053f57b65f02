import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { createDefaultHttpClient, type HttpClient, type PipelineRequest, type PipelineResponse } from '@azure/core-rest-pipeline';
import { wholeBody } from '../shared/body.ts';
import { within } from '../shared/deadline.ts';
import { NotUnderstoodError } from '../shared/failures.ts';
import { connectTimeout, limitAgent, openReach } from '../shared/reach.ts';
import { isInterruption, isPassing, retried, retryAfterOf, type Again, type AttemptOutcome } from '../shared/retry.ts';

/**
 * The HTTP client below every Azure library here: one deadline for a whole answer, a limit to its length, few retries,
 * and no redirects, because a bearer token goes nowhere that was not asked for.
 * @param ca certificate authorities besides Node's own
 */
export function openHttp(timeout: number, ca?: string): HttpClient {
  const inner = createDefaultHttpClient();
  const reach = openReach();
  const tls = ca === undefined ? undefined : { ca };
  const agents = { 'http:': new HttpAgent({ keepAlive: true }), 'https:': new HttpsAgent({ keepAlive: true, ...tls }) };
  for (const agent of Object.values(agents)) limitAgent(agent, connectTimeout(timeout));
  const attempt = async (request: PipelineRequest, signal: PipelineRequest['abortSignal']): Promise<PipelineResponse> => {
    const { host, protocol } = new URL(request.url);
    request.timeout = 0;
    request.streamResponseStatusCodes = new Set([Number.POSITIVE_INFINITY]);
    if (tls !== undefined) request.tlsSettings = tls;
    // That of a proxy is there already.
    request.agent ??= protocol === 'http:' ? agents['http:'] : agents['https:'];
    return reach.ask(host, () =>
      within(timeout, signal, async (stop) => {
        request.abortSignal = stop;
        const response = await inner.sendRequest(request);
        const { status, headers, readableStreamBody: body } = response;
        const bodyAsText = body === undefined ? (response.bodyAsText ?? '') : (await wholeBody(body)).toString('utf8');
        return { status, headers, request, bodyAsText };
      }),
    );
  };
  return {
    sendRequest: async (request) => {
      const signal = request.abortSignal;
      const response = await retried(
        () => attempt(request, signal),
        isWorthAnother,
        signal instanceof AbortSignal ? signal : undefined,
      );
      const { status } = response;
      if (status >= 300 && status < 400 && status !== 304)
        throw new NotUnderstoodError('the server redirects to another address, which is not followed');
      return response;
    },
  };
}

const isWorthAnother = (outcome: AttemptOutcome<PipelineResponse>): Again =>
  'error' in outcome
    ? isInterruption(outcome.error) && {}
    : isPassing(outcome.value.status) && { after: retryAfterOf(outcome.value.headers.get('retry-after')) };
