/** The URL of a server, as far as a text is one. */
export const endpointUrl = (endpoint: string | undefined): URL | undefined =>
  endpoint !== undefined && URL.canParse(endpoint) ? new URL(endpoint) : undefined;
