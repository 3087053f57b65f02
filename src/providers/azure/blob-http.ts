import { createHttpHeaders, createPipelineRequest, type HttpClient, type PipelineResponse } from '@azure/core-rest-pipeline';
import type { HttpHeaders, IHttpClient } from '@azure/storage-blob';

/** The one HTTP client, in the older shape that the Blob service library asks for. */
export const blobHttp = (http: HttpClient): IHttpClient => ({
  sendRequest: async (request) => {
    const sent = createPipelineRequest({
      url: request.url,
      method: request.method,
      headers: createHttpHeaders(request.headers.toJson({ preserveCase: true })),
      ...(request.abortSignal === undefined ? {} : { abortSignal: request.abortSignal }),
    });
    const { status, headers, bodyAsText } = await http.sendRequest(sent);
    return { status, headers: olderHeaders(headers), request, bodyAsText: bodyAsText ?? '' };
  },
});

function olderHeaders(headers: PipelineResponse['headers']): HttpHeaders {
  const names = (): string[] => Object.keys(headers.toJSON());
  return {
    set: (name, value) => {
      headers.set(name, value);
    },
    get: (name) => headers.get(name),
    contains: (name) => headers.has(name),
    remove: (name) => {
      const there = headers.has(name);
      headers.delete(name);
      return there;
    },
    rawHeaders: () => headers.toJSON(),
    headersArray: () => Object.entries(headers.toJSON()).map(([name, value]) => ({ name, value })),
    headerNames: names,
    headerValues: () => Object.values(headers.toJSON()),
    clone: () => olderHeaders(createHttpHeaders(headers.toJSON())),
    toJson: (options) => headers.toJSON(options),
  };
}
