import type { AiWorld, Json } from './ai-world.ts';
import type { ArmError, Route } from './types.ts';

/** The one version of each service that knows what is asked for; anything else is refused as the service does. */
const versions: readonly (readonly [RegExp, string])[] = [
  [/^\/keys\//, '7.4'],
  [/\/providers\/microsoft\.insights\/diagnosticsettings$/, '2021-05-01-preview'],
  [/\/providers\/microsoft\.authorization\/locks$/, '2020-05-01'],
  [/\/providers\/microsoft\.authorization\//, '2022-04-01'],
  [/\/providers\/microsoft\.machinelearningservices\//, '2025-06-01'],
  [/\/providers\/microsoft\.cognitiveservices\//, '2025-06-01'],
  [/\/providers\/microsoft\.storage\//, '2024-01-01'],
  [/\/providers\/microsoft\.keyvault\//, '2023-07-01'],
  [/\/providers\/microsoft\.containerregistry\//, '2023-07-01'],
  [/\/providers\/microsoft\.search\//, '2025-05-01'],
  [/\/providers\/microsoft\.documentdb\//, '2024-11-15'],
  [/\/providers\/microsoft\.managedidentity\//, '2023-01-31'],
  [/^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+(?:\/resources)?$/, '2021-04-01'],
];

/** The permission that a read of this path takes, as the services name it. */
function permissionOf(path: string): string {
  if (path.startsWith('/keys/')) return 'Key Vault keys get';
  if (/^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+$/i.test(path))
    return 'Microsoft.Resources/subscriptions/resourceGroups/read';
  if (/^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/resources$/i.test(path))
    return 'Microsoft.Resources/subscriptions/resourceGroups/resources/read';
  const [, namespace = '', rest = ''] = /.*\/providers\/([^/]+)\/(.*)$/.exec(path) ?? [];
  const types = rest.split('/').filter((_, index) => index % 2 === 0);
  return `${namespace}/${types.join('/')}/read`;
}

/** The name of a read in the log, and of its faults: the path from its last provider on. */
const operationOf = (path: string): string => path.split('/providers/').at(-1) ?? path;

/** Everything that Azure Resource Manager and the vault answer in a world. */
export function aiRoutes({ documents, lists, vault }: AiWorld): Route[] {
  return [...Object.entries(documents), ...Object.entries(lists), ...Object.entries(vault)].map(([path, body]) => ({
    operation: operationOf(path),
    path,
    action: permissionOf(path),
    body: (query) => atVersion(path, query, body),
  }));
}

function atVersion<B extends Json | readonly Json[] | ArmError>(path: string, query: URLSearchParams, body: B): B | ArmError {
  const expected = versions.find(([pattern]) => pattern.test(path.toLowerCase()))?.[1];
  const asked = query.get('api-version');
  return asked === expected
    ? body
    : {
        status: 400,
        code: 'InvalidApiVersionParameter',
        message: `The api-version '${asked}' is invalid; expected ${expected}.`,
      };
}
