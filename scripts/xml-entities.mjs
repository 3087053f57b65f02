// What fast-xml-parser asks of @nodable/entities, which comes without the text of its licence. Only the five entities of
// XML itself and numbers are known: what a document declares in a DTD stays as it is written, and nothing grows.

const named = { amp: '&', apos: "'", gt: '>', lt: '<', quot: '"' };

const replacement = (whole, name) => {
  if (!name.startsWith('#')) return Object.hasOwn(named, name) ? named[name] : whole;
  const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
};

export class EntityDecoder {
  reset() {}
  setXmlVersion() {}
  addInputEntities() {}
  setExternalEntities() {}
  decode(text) {
    return text.replace(/&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,4});/gi, replacement);
  }
}
export const XML = {};
export const CURRENCY = {};
export const COMMON_HTML = {};
export const ENTITY_ACTION = { ALLOW: 'allow', BLOCK: 'leave' };
