import { defineCoreweaveCheck, fail, manual, pass } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';
import { isLota } from '../../policy/store-uri/hosts.ts';
import { coreweaveEndpoint } from '../../requirements/coreweave.ts';
import { cwTarget } from '../support/coreweave/target.ts';
import { endpointUrl } from '../support/any/host.ts';

export const endpoint = defineCoreweaveCheck({
  id: 'coreweave/endpoint',
  title: 'The endpoint is cwobject.com over HTTPS',
  severity: 'high',
  rationale:
    'W&B reaches CoreWeave at cwobject.com with TLS 1.3. The cache inside of a cluster, cwlota.com, is reachable from there only, and W&B does not support it yet.',
  remediation: 'Use https://cwobject.com, which is what W&B takes when no endpoint is given.',
  source: [{ document: 'D-2026S', edition: '2026-02', quote: 'not yet supported' }],
  rows: ['CW-09'],
  tags: ['network', 'encryption'],
  controls: { 'nist-800-53-r5': ['SC-8'] },
  requires: [],
  evaluate: (_facts, { target }) => {
    const url = endpointUrl(cwTarget(target).endpoint);
    if (url === undefined) return manual('the endpoint is not known');
    const fix = { summary: `Use ${coreweaveEndpoint}` };
    const host = url.hostname.toLowerCase();
    if (isLota(host)) return fail(`${host} is the cache inside of a cluster, which W&B does not support`, { key: 'lota', fix });
    if (url.protocol !== 'https:')
      return fail(`the endpoint ${printable(url.host)} is reached over plain HTTP`, { key: 'http', fix });
    if (host === 'cwobject.com' || host.endsWith('.cwobject.com')) return pass('the endpoint is cwobject.com over HTTPS');
    return manual(`the endpoint ${printable(host)} is not the documented cwobject.com`, {
      key: 'other-host',
      severity: 'medium',
    });
  },
});
