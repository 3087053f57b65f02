import {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  KMSClient,
  ListAliasesCommand,
  ListGrantsCommand,
} from '@aws-sdk/client-kms';
import { NotUnderstoodError } from '../shared/failures.ts';
import { policyAnswer } from './policy-answer.ts';
import { beforeDeserializer, refuseWrongDocuments } from './root-element.ts';
import type { CallOptions, KmsFacetName } from './s3.ts';
import type { SdkConfig } from './sdk-config.ts';

export interface KmsApi {
  /** @param key id or ARN of a key; an alias for `kmsKey` only */
  readonly read: (name: KmsFacetName, key: string, options: CallOptions) => Promise<unknown>;
  readonly close: () => void;
}

type Reader = (kms: KMSClient, input: { readonly KeyId: string }, options: CallOptions) => Promise<unknown>;

/** A key has at most 50,000 grants, yet a server that never ends its list must not hold the run. */
const mostPages = 20;

interface Page {
  readonly items: readonly unknown[] | undefined;
  readonly truncated: boolean | undefined;
  readonly next: string | undefined;
}

/** Undefined when a page lacks its list: the answer was another document. */
async function allPages(
  what: string,
  read: (marker: { Marker?: string }) => Promise<Page>,
): Promise<readonly unknown[] | undefined> {
  const items: unknown[] = [];
  let marker: { Marker?: string } = {};
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await read(marker);
    if (answer.items === undefined) return undefined;
    items.push(...answer.items);
    if (answer.truncated !== true) return items;
    if (answer.next === undefined) throw new NotUnderstoodError(`the list of ${what} says that it goes on and not where`);
    marker = { Marker: answer.next };
  }
  throw new NotUnderstoodError(`the list of ${what} goes on after ${mostPages} pages; the rest was not read`);
}

const readers = {
  kmsKey: (kms, input, options) => kms.send(new DescribeKeyCommand(input), options),
  // A key has one policy and it has this name; moto wants to hear it.
  kmsKeyPolicy: async (kms, input, options) =>
    policyAnswer((await kms.send(new GetKeyPolicyCommand({ ...input, PolicyName: 'default' }), options)).Policy),
  kmsKeyRotation: (kms, input, options) => kms.send(new GetKeyRotationStatusCommand(input), options),
  kmsGrants: async (kms, input, options) => ({
    Grants: await allPages('grants', async (marker) => {
      const { Grants, Truncated, NextMarker } = await kms.send(
        new ListGrantsCommand({ ...input, ...marker, Limit: 100 }),
        options,
      );
      return { items: Grants, truncated: Truncated, next: NextMarker };
    }),
  }),
  kmsAliases: async (kms, input, options) => ({
    Aliases: await allPages('aliases', async (marker) => {
      const { Aliases, Truncated, NextMarker } = await kms.send(
        new ListAliasesCommand({ ...input, ...marker, Limit: 100 }),
        options,
      );
      return { items: Aliases, truncated: Truncated, next: NextMarker };
    }),
  }),
} satisfies Record<KmsFacetName, Reader>;

/** Opens KMS in one region. */
export function openKms(config: SdkConfig): KmsApi {
  const kms = new KMSClient(config);
  kms.middlewareStack.add(refuseWrongDocuments, beforeDeserializer);
  return { read: (name, key, options) => readers[name](kms, { KeyId: key }, options), close: () => kms.destroy() };
}
