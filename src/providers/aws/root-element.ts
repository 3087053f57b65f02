import { cleanText } from '../shared/error-text.ts';
import { NotUnderstoodError } from '../shared/failures.ts';

/** The root element of each answer; `null` where the answer is not XML. */
const roots: Readonly<Record<string, string | null>> = {
  GetBucketLocationCommand: 'LocationConstraint',
  GetBucketVersioningCommand: 'VersioningConfiguration',
  GetBucketCorsCommand: 'CORSConfiguration',
  GetBucketEncryptionCommand: 'ServerSideEncryptionConfiguration',
  GetBucketPolicyCommand: null,
  GetBucketPolicyStatusCommand: 'PolicyStatus',
  GetPublicAccessBlockCommand: 'PublicAccessBlockConfiguration',
  GetBucketOwnershipControlsCommand: 'OwnershipControls',
  GetBucketAclCommand: 'AccessControlPolicy',
  GetBucketLoggingCommand: 'BucketLoggingStatus',
  GetBucketLifecycleConfigurationCommand: 'LifecycleConfiguration',
  GetObjectLockConfigurationCommand: 'ObjectLockConfiguration',
  GetBucketRequestPaymentCommand: 'RequestPaymentConfiguration',
};

/** Same members under another name: moto answers the one so, and Ceph 16 the other. */
const alsoKnownAs: Readonly<Record<string, string>> = {
  VersioningConfiguration: 'GetBucketVersioningResponse',
  PublicAccessBlockConfiguration: 'BlockPublicAccessBlockConfiguration',
};

/**
 * Checks that the text of a success is the document that a command asks for.
 * @returns what is wrong with it, or undefined
 */
export function wrongDocument(command: string, text: string): string | undefined {
  const root = roots[command];
  if (root === undefined) return undefined;
  const found = rootElement(text);
  if (root === null) {
    if (found.kind === 'element') return `asked for a policy, the server answered ${found.name}`;
    return found.kind === 'empty' ? 'asked for a policy, the server answered nothing' : undefined;
  }
  if (found.kind === 'empty') return `asked for ${root}, the server answered nothing`;
  if (found.kind === 'other') return `asked for ${root}, the server answered something that is not XML`;
  if (found.name !== root && found.name !== alsoKnownAs[root]) return `asked for ${root}, the server answered ${found.name}`;
  // The SDK's parser accepts a document without its end and would make a shorter answer of it.
  return found.closed ? undefined : `asked for ${root}, the answer broke off`;
}

type Root =
  | { readonly kind: 'empty' }
  | { readonly kind: 'other' }
  | { readonly kind: 'element'; readonly name: string; readonly closed: boolean };

function rootElement(text: string): Root {
  const body = text.replace(/^\uFEFF/, '').replace(/^(?:\s+|<\?[\s\S]*?\?>|<!--[\s\S]*?-->)+/, '');
  if (body === '') return { kind: 'empty' };
  const tag = /^<!?([A-Za-z_][\w.:-]{0,100})/.exec(body);
  if (tag?.[1] === undefined)
    return body.startsWith('<') ? { kind: 'element', name: 'a broken tag', closed: false } : { kind: 'other' };
  const full = tag[1];
  const end = withoutTail(body);
  const closed = end.endsWith(`</${full}>`) || /^<[^<>]*\/>$/.test(end);
  return { kind: 'element', name: cleanText(full.slice(full.indexOf(':') + 1)), closed };
}

/** The text without white space and comments at its end; by hand, because a pattern for it takes forever on long white space. */
function withoutTail(text: string): string {
  let end = text.trimEnd();
  while (end.endsWith('-->')) {
    const start = end.lastIndexOf('<!--', end.length - 7);
    if (start === -1) break;
    end = end.slice(0, start).trimEnd();
  }
  return end;
}

interface Answer {
  readonly statusCode: number;
  readonly body?: unknown;
}
const isAnswer = (response: unknown): response is Answer =>
  typeof response === 'object' && response !== null && 'statusCode' in response;

/**
 * A middleware that refuses a success with another document: servers answer an unknown sub-resource with the bucket
 * listing, and the SDK turns that into an empty object, which would read as "nothing is configured".
 */
export const refuseWrongDocuments =
  <A, R extends { readonly response: unknown }>(next: (args: A) => Promise<R>, context: { readonly commandName?: string }) =>
  async (args: A): Promise<R> => {
    const result = await next(args);
    const { response } = result;
    if (!isAnswer(response)) return result;
    const body = response.body instanceof Uint8Array ? response.body : new Uint8Array();
    // The SDK takes every 2xx for a success, and a 204 without a body for "nothing is configured".
    if (response.statusCode >= 200 && response.statusCode < 300) {
      const wrong = wrongDocument(
        context.commandName ?? '',
        Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8'),
      );
      if (wrong !== undefined) throw new NotUnderstoodError(wrong);
    }
    return result;
  };

/** Closest to the wire, before the SDK's own deserializer sees the answer. */
export const beforeDeserializer = { step: 'deserialize', priority: 'low', name: 'refuseWrongDocuments' } as const;
