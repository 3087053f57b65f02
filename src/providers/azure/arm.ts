import {
  bearerTokenAuthenticationPolicy,
  createEmptyPipeline,
  createHttpHeaders,
  createPipelineRequest,
  proxyPolicy,
  userAgentPolicy,
  type HttpClient,
} from '@azure/core-rest-pipeline';
import type { TokenCredential } from '@azure/identity';
import { isObject, jsonAnswer, type JsonObject } from './answer.ts';
import type { Cloud } from './clouds.ts';
import { NotUnderstoodError } from '../shared/failures.ts';

/** Pages of one list that are read; the service's own pages hold a hundred and more. */
const maxPages = 100;
const maxItems = 20_000;

export interface ArmQuery {
  readonly [parameter: string]: string;
}

/** Azure Resource Manager, read only. Answers are the service's own JSON: the schema of a facet says what is kept of it. */
export interface ArmClient {
  /** @param path begins with `/`; ids are taken as Azure gave them */
  readonly get: (path: string, apiVersion: string, signal?: AbortSignal) => Promise<JsonObject>;
  /** All pages of a list, joined. */
  readonly list: (path: string, apiVersion: string, query?: ArmQuery, signal?: AbortSignal) => Promise<readonly JsonObject[]>;
  /** Host and port, for messages. */
  readonly host: string;
}

export function openArm(cloud: Cloud, credential: TokenCredential, http: HttpClient, userAgentPrefix: string): ArmClient {
  const pipeline = createEmptyPipeline();
  const proxy = proxyPolicy();
  pipeline.addPolicy(proxy);
  pipeline.addPolicy(userAgentPolicy({ userAgentPrefix }));
  pipeline.addPolicy(bearerTokenAuthenticationPolicy({ credential, scopes: cloud.armScope }));
  const base = new URL(cloud.arm);
  const send = async (url: URL, signal: AbortSignal | undefined): Promise<JsonObject> => {
    const request = createPipelineRequest({
      url: url.href,
      method: 'GET',
      headers: createHttpHeaders({ accept: 'application/json' }),
      ...(signal === undefined ? {} : { abortSignal: signal }),
    });
    const { status, bodyAsText } = await pipeline.sendRequest(http, request);
    return jsonAnswer(status, bodyAsText ?? '');
  };
  const address = (path: string, apiVersion: string, query: ArmQuery = {}): URL => {
    // Ids come from answers: none may lead to another host, or climb out of its place.
    if (!/^\/[^/\\]/.test(path) || /[\\?#]|\/\.{1,2}(?:\/|$)/.test(path))
      throw new NotUnderstoodError('an id in the answer is not the id of a resource');
    const url = new URL(path.split('/').map(encodeSegment).join('/'), base);
    for (const [name, value] of Object.entries({ 'api-version': apiVersion, ...query })) url.searchParams.set(name, value);
    return url;
  };
  return {
    host: base.host,
    get: (path, apiVersion, signal) => send(address(path, apiVersion), signal),
    list: async (path, apiVersion, query, signal) => {
      const items: JsonObject[] = [];
      const seen = new Set<string>();
      let next: URL | undefined = address(path, apiVersion, query);
      for (let page = 1; next !== undefined; page += 1) {
        if (page > maxPages || items.length > maxItems) throw new NotUnderstoodError('the list has no end');
        seen.add(next.href);
        const answer = await send(next, signal);
        const { value, nextLink } = answer;
        if (!Array.isArray(value)) throw new NotUnderstoodError('the server answered something that is not a list');
        items.push(...value.filter(isObject));
        // An empty page is not the end; the lack of a link is.
        next = typeof nextLink === 'string' && nextLink !== '' ? following(nextLink, base) : undefined;
        if (next !== undefined && seen.has(next.href)) throw new NotUnderstoodError('the pages of the list go round in circles');
      }
      return items;
    },
  };
}

const encodeSegment = (segment: string): string => encodeURIComponent(segment).replaceAll('%24', '$').replaceAll('%2C', ',');

/** The next page, which is asked with the same bearer token, and therefore on the same host only. */
function following(link: string, base: URL): URL {
  if (!URL.canParse(link)) throw new NotUnderstoodError('the link to the next page is not a URL');
  const url = new URL(link);
  if (url.origin !== base.origin || url.username !== '' || url.password !== '')
    throw new NotUnderstoodError('the link to the next page leads to another host, where no token is sent');
  return url;
}
