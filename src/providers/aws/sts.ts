import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { beforeDeserializer, refuseWrongDocuments } from './root-element.ts';
import type { CallOptions } from './s3.ts';
import type { SdkConfig } from './sdk-config.ts';

export interface StsApi {
  readonly caller: (options: CallOptions) => Promise<unknown>;
  readonly close: () => void;
}

/** Opens STS in one region. */
export function openSts(config: SdkConfig): StsApi {
  const sts = new STSClient(config);
  sts.middlewareStack.add(refuseWrongDocuments, beforeDeserializer);
  return { caller: (options) => sts.send(new GetCallerIdentityCommand({}), options), close: () => sts.destroy() };
}
