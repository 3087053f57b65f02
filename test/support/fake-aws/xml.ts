import type { Answer } from './types.ts';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => escapes[character] ?? character);

const prolog = '<?xml version="1.0" encoding="UTF-8"?>\n';
export const s3Namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';

export const document = (root: string, content: string): Answer => ({
  status: 200,
  body: `${prolog}<${root} xmlns="${s3Namespace}">${content}</${root}>`,
});

export const element = (name: string, value: string | number | boolean): string => `<${name}>${escape(String(value))}</${name}>`;

export const s3Error = (status: number, code: string, message: string, extra = '', headers: Answer['headers'] = {}): Answer => ({
  status,
  body: `${prolog}<Error><Code>${code}</Code><Message>${escape(message)}</Message>${extra}<RequestId>4442587FB7D0A2F9</RequestId><HostId>host</HostId></Error>`,
  headers,
});

export const listing = (bucket: string): Answer =>
  document(
    'ListBucketResult',
    `<Name>${escape(bucket)}</Name><Prefix></Prefix><MaxKeys>1000</MaxKeys><IsTruncated>false</IsTruncated>`,
  );

/** Lists of the JSON form and the repeated element they are on the wire. */
const flattened: Readonly<Record<string, string>> = {
  Rules: 'Rule',
  Transitions: 'Transition',
  NoncurrentVersionTransitions: 'NoncurrentVersionTransition',
  Tags: 'Tag',
  AllowedHeaders: 'AllowedHeader',
  AllowedMethods: 'AllowedMethod',
  AllowedOrigins: 'AllowedOrigin',
  ExposeHeaders: 'ExposeHeader',
};

/** Plain data as the S3 protocol writes it. */
export function toXml(value: Readonly<Record<string, unknown>>): string {
  return Object.entries(value)
    .map(([key, member]) => {
      const name = flattened[key] ?? key;
      const items: readonly unknown[] = Array.isArray(member) ? member : [member];
      return items.map((item) => (item === undefined ? '' : one(name, item))).join('');
    })
    .join('');
}

const one = (name: string, item: unknown): string => {
  if (item instanceof Date) return element(name, item.toISOString());
  if (typeof item === 'object' && item !== null) return `<${name}>${toXml({ ...item })}</${name}>`;
  return element(name, String(item));
};
