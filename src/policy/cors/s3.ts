import type { FacetValue } from '../../evidence/index.ts';
import type { CorsRule } from './model.ts';
import {
  checkMembers,
  checkOneStar,
  CorsRefusal,
  itemsOf,
  memberOf,
  nameOf,
  notA,
  readCors,
  secondsOf,
  textOf,
  textsOf,
  type CorsText,
  type CorsPlace,
  type ReadCors,
} from './read.ts';

type S3CorsRule = FacetValue<'aws', 'cors'>['CORSRules'][number];

/** The answer of GetBucketCors in the common form. */
export const s3Rules = (rules: readonly S3CorsRule[]): readonly CorsRule[] =>
  rules.map((rule, index) => ({
    index,
    origins: rule.AllowedOrigins,
    methods: rule.AllowedMethods,
    allowedHeaders: rule.AllowedHeaders ?? [],
    exposedHeaders: rule.ExposeHeaders ?? [],
    maxAge: rule.MaxAgeSeconds,
  }));

const members = ['ID', 'AllowedHeaders', 'AllowedMethods', 'AllowedOrigins', 'ExposeHeaders', 'MaxAgeSeconds'] as const;
const methods = ['GET', 'PUT', 'POST', 'DELETE', 'HEAD'];

/**
 * Reads a CORS document for Amazon S3: `{"CORSRules": […]}` as the API takes it, the bare list of the console and of W&B's
 * documentation, or the whole input of PutBucketCors. Limits: Amazon S3 API reference, PutBucketCors and CORSRule.
 */
export const readS3Cors = (text: string): ReadCors => readCors(text, rulesIn, readRule);

function rulesIn({ root, size, advise }: CorsText): readonly CorsPlace[] {
  const configuration = memberOf(root, 'CORSConfiguration') ?? root;
  let list = configuration;
  if (configuration.node.type === 'object') {
    checkMembers(configuration, ['CORSRules'], 'a CORS configuration of S3');
    list = memberOf(configuration, 'CORSRules') ?? list;
    if (list === configuration) throw new CorsRefusal('CORSRules is absent', configuration);
  }
  const items = itemsOf(list);
  if (items === undefined) throw notA(list, 'a list of CORS rules');
  if (list === root)
    advise('the document is the bare list of the S3 console; the API and the AWS CLI take {"CORSRules": […]}', root);
  if (items.length === 0) throw new CorsRefusal('the list of CORS rules is empty, and S3 asks for at least one', list);
  if (items.length > 100) throw new CorsRefusal(`there are ${items.length} CORS rules, and S3 accepts 100`, items[100] ?? list);
  if (size > 64 * 1024) throw new CorsRefusal(`the document has ${size} bytes, and S3 accepts 65536`, root);
  return items;
}

function readRule(rule: CorsPlace, index: number): CorsRule {
  checkMembers(rule, members, 'a CORS rule of S3');
  const texts = (name: string) => {
    const place = memberOf(rule, name);
    return place === undefined ? [] : textsOf(place);
  };
  const required = (name: string) => {
    const found = texts(name);
    if (found.length > 0) return found;
    const member = memberOf(rule, name);
    throw new CorsRefusal(`${name} of ${nameOf(rule)} is ${member === undefined ? 'absent' : 'empty'}`, member ?? rule);
  };
  const allowedMethods = required('AllowedMethods');
  for (const { text, place } of allowedMethods) {
    if (!methods.includes(text))
      throw new CorsRefusal(`${text} is not a method that S3 accepts in a CORS rule; these are ${methods.join(', ')}`, place);
  }
  const origins = required('AllowedOrigins');
  const allowedHeaders = texts('AllowedHeaders');
  for (const item of [...origins, ...allowedHeaders]) checkOneStar(item, 'S3');
  const exposedHeaders = texts('ExposeHeaders');
  for (const { text, place } of exposedHeaders) {
    if (text.includes('*')) throw new CorsRefusal(`${nameOf(place)} has a *, and S3 accepts none in ExposeHeaders`, place);
  }
  const id = memberOf(rule, 'ID');
  if (id !== undefined && textOf(id).length > 255)
    throw new CorsRefusal(`${nameOf(id)} has ${textOf(id).length} characters, and S3 accepts 255`, id);
  const maxAge = memberOf(rule, 'MaxAgeSeconds');
  const plain = (list: typeof origins): readonly string[] => list.map(({ text }) => text);
  return {
    index,
    origins: plain(origins),
    methods: plain(allowedMethods),
    allowedHeaders: plain(allowedHeaders),
    exposedHeaders: plain(exposedHeaders),
    maxAge: maxAge === undefined ? undefined : secondsOf(maxAge),
  };
}
