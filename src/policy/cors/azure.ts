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

type ArmRules = NonNullable<NonNullable<FacetValue<'azure', 'blobService'>['properties']['cors']>['corsRules']>;
type RestRules = NonNullable<FacetValue<'azure', 'blobProperties'>['cors']>;

/** The rules of `blobServices/default` in the common form. */
export const azureRules = (rules: ArmRules): readonly CorsRule[] =>
  rules.map((rule, index) => ({
    index,
    origins: rule.allowedOrigins ?? [],
    methods: rule.allowedMethods ?? [],
    allowedHeaders: rule.allowedHeaders ?? [],
    exposedHeaders: rule.exposedHeaders ?? [],
    maxAge: rule.maxAgeInSeconds ?? undefined,
  }));

/** The same rules as the blob service itself tells them, with commas. */
export const azureRestRules = (rules: RestRules): readonly CorsRule[] =>
  rules.map((rule, index) => ({
    index,
    origins: commaList(rule.allowedOrigins),
    methods: commaList(rule.allowedMethods),
    allowedHeaders: commaList(rule.allowedHeaders),
    exposedHeaders: commaList(rule.exposedHeaders),
    maxAge: rule.maxAgeInSeconds,
  }));

const commaList = (text: string): readonly string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

const members = ['allowedOrigins', 'allowedMethods', 'allowedHeaders', 'exposedHeaders', 'maxAgeInSeconds'] as const;
type Member = (typeof members)[number];
const methods = ['DELETE', 'GET', 'HEAD', 'MERGE', 'PATCH', 'POST', 'OPTIONS', 'PUT'];

/**
 * Reads a CORS document for the blob service of an Azure storage account: the body of the ARM resource
 * `blobServices/default`, its `cors`, or a bare list; each list of a rule as JSON (ARM) or comma separated (REST and SDKs),
 * members spelled as ARM does or as REST and the Azure CLI do.
 * Limits: Azure Storage REST reference, CORS support.
 */
export const readAzureCors = (text: string): ReadCors => readCors(text, rulesIn, readRule);

function rulesIn({ root, size, advise }: CorsText): readonly CorsPlace[] {
  const list = listOf(root);
  const all = itemsOf(list);
  if (all === undefined) throw notA(list, 'a list of CORS rules');
  // `az storage cors list` prints the rules of every service of the account, each with the name of its own.
  const items = all.filter((item) => serviceOf(item) === 'blob');
  const [other] = all;
  if (items.length === 0 && other !== undefined) {
    const told = memberOf(other, 'Service') ?? memberOf(other, 'service') ?? other;
    throw new CorsRefusal(`${nameOf(other)} is a rule of the ${serviceOf(other)} service, and W&B uses the blob service`, told);
  }
  if (items.length < all.length) advise('rules of other services than the blob service are not judged', list);
  if (items.length > 5)
    throw new CorsRefusal(`there are ${items.length} CORS rules, and Azure Storage accepts 5`, items[5] ?? list);
  // The limit is on what is stored, and quotes, braces and names are not: only a text far beyond it is certainly refused.
  const stored = items.map((item) => storedSize(item)).reduce((sum, one) => sum + one, 0);
  if (stored > 2048 || size > 64 * 1024)
    throw new CorsRefusal(`the CORS rules have ${Math.max(stored, 2049)} bytes or more, and Azure Storage accepts 2048`, list);
  return items;
}

/** The service of a rule, which only the Azure CLI tells. */
function serviceOf(rule: CorsPlace): string {
  const service = memberOf(rule, 'Service') ?? memberOf(rule, 'service');
  return service === undefined ? 'blob' : textOf(service).toLowerCase();
}

/** `properties.cors.corsRules` of ARM, `cors` of the SDKs, or the list itself. */
function listOf(root: CorsPlace): CorsPlace {
  let place = memberOf(root, 'properties') ?? root;
  place = memberOf(place, 'cors') ?? memberOf(place, 'Cors') ?? place;
  if (place.node.type !== 'object') return place;
  const list = memberOf(place, 'corsRules') ?? memberOf(place, 'CorsRule');
  if (list === undefined) throw new CorsRefusal(`${nameOf(place)} has no corsRules`, place);
  checkMembers(place, ['corsRules', 'CorsRule'], 'the CORS rules of Azure Storage');
  return list;
}

function storedSize(rule: CorsPlace): number {
  let size = 0;
  for (const name of members) {
    const place = named(rule, name);
    if (place === undefined || name === 'maxAgeInSeconds') continue;
    size += listed(place).reduce((sum, { text }) => sum + text.length, 0);
  }
  return size;
}

/** A member by ARM's name, or by that of REST, which begins with a capital. */
const named = (rule: CorsPlace, name: Member): CorsPlace | undefined => memberOf(rule, name) ?? memberOf(rule, capital(name));
const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** The items of a JSON list, or of a comma separated text. */
function listed(place: CorsPlace): ReturnType<typeof textsOf> {
  if (place.node.type !== 'string') return textsOf(place);
  const items = textOf(place).split(',');
  return items.map((item) => ({ text: item.trim(), place })).filter(({ text }) => text !== '');
}

function readRule(rule: CorsPlace, index: number): CorsRule {
  const both = members.flatMap((name) => [name, capital(name)]);
  const isTold = memberOf(rule, 'Service') !== undefined || memberOf(rule, 'service') !== undefined;
  checkMembers(rule, isTold ? [...both, 'Service', 'service'] : both, 'a CORS rule of Azure Storage');
  for (const name of members) {
    const other = memberOf(rule, name) === undefined ? undefined : memberOf(rule, capital(name));
    if (other !== undefined) throw new CorsRefusal(`${nameOf(rule)} has both ${name} and ${capital(name)}`, other);
  }
  const texts = (name: Member): ReturnType<typeof textsOf> => {
    const place = named(rule, name);
    return place === undefined ? [] : listed(place);
  };
  const required = (name: Member): ReturnType<typeof textsOf> => {
    const found = texts(name);
    if (found.length > 0) return found;
    const member = named(rule, name);
    throw new CorsRefusal(`${name} of ${nameOf(rule)} is ${member === undefined ? 'absent' : 'empty'}`, member ?? rule);
  };
  const allowedMethods = required('allowedMethods');
  for (const { text, place } of allowedMethods) {
    if (!methods.includes(text))
      throw new CorsRefusal(`${text} is not a method that Azure Storage accepts; these are ${methods.join(', ')}`, place);
  }
  const origins = required('allowedOrigins');
  if (origins.length > 64)
    throw new CorsRefusal(`${nameOf(rule)} has ${origins.length} origins, and Azure Storage accepts 64`, rule);
  for (const item of origins) checkOneStar(item, 'Azure Storage');
  const headers = (name: Member): readonly string[] => {
    const list = texts(name);
    for (const item of list) checkOneStar(item, 'Azure Storage');
    for (const { text, place } of list) {
      if (text.includes('*') && !text.endsWith('*'))
        throw new CorsRefusal(`${text} has its * inside, and Azure Storage accepts one at the end of a header`, place);
    }
    const prefixes = list.filter(({ text }) => text.endsWith('*') && text !== '*').length;
    if (prefixes > 2 || list.length - prefixes > 64)
      throw new CorsRefusal(
        `${name} of ${nameOf(rule)} has more than 64 headers, or more than 2 with a *`,
        named(rule, name) ?? rule,
      );
    return plain(list);
  };
  for (const { text, place } of [...origins, ...texts('allowedHeaders'), ...texts('exposedHeaders')]) {
    if (text.length > 256)
      throw new CorsRefusal(`${nameOf(place)} has a text of ${text.length} characters, and Azure Storage accepts 256`, place);
  }
  const plain = (list: ReturnType<typeof textsOf>): readonly string[] => list.map(({ text }) => text);
  const maxAge = named(rule, 'maxAgeInSeconds');
  return {
    index,
    origins: plain(origins),
    methods: plain(allowedMethods),
    allowedHeaders: headers('allowedHeaders'),
    exposedHeaders: headers('exposedHeaders'),
    maxAge: maxAge === undefined ? undefined : secondsOf(maxAge),
  };
}
