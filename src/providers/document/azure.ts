import { unnamedBucket } from '../../evidence/document.ts';
import { present } from '../../evidence/observation.ts';
import { readAzureCors } from '../../policy/cors/azure.ts';
import type { CorsRule } from '../../policy/cors/model.ts';
import { locator, ruleAt, sourceOf } from './places.ts';
import { evidenceOf, uriOf, type DocumentInput, type ReadDocument } from './read.ts';

/** Reads a CORS document for a storage account: of the blob service it tells the CORS rules and nothing else. */
export function azureCorsDocument(input: DocumentInput): ReadDocument {
  const { text, bucket: account } = input;
  const read = readAzureCors(text);
  const target = {
    uri: uriOf('az', account, { ...input, prefix: undefined }),
    bucket: unnamedBucket,
    ...(account === undefined ? {} : { account }),
  };
  const facets = read.ok ? { blobService: present({ id: '', properties: { cors: { corsRules: read.rules.map(ruleOf) } } }) } : {};
  return {
    ok: true,
    evidence: evidenceOf('azure', input, target, read.ok ? ['blobService.properties.cors'] : [], facets),
    locate: locator(input.file, sourceOf(text), ruleAt(read.ok ? read.nodes : [])),
  };
}

/** A rule in the words of Resource Manager, however it was spelled. */
const ruleOf = ({ origins, methods, allowedHeaders, exposedHeaders, maxAge }: CorsRule) => ({
  allowedOrigins: [...origins],
  allowedMethods: [...methods],
  allowedHeaders: [...allowedHeaders],
  exposedHeaders: [...exposedHeaders],
  ...(maxAge === undefined ? {} : { maxAgeInSeconds: maxAge }),
});
