import { GetPublicAccessBlockCommand, S3ControlClient } from '@aws-sdk/client-s3-control';
import { beforeDeserializer, refuseWrongDocuments } from './root-element.ts';
import { isBareHost } from '../shared/bare-host.ts';
import type { CallOptions } from './s3.ts';
import type { SdkConfig } from './sdk-config.ts';

export interface S3ControlApi {
  readonly accountPublicAccessBlock: (account: string, options: CallOptions) => Promise<unknown>;
  readonly close: () => void;
}

/** Opens S3 Control in one region. */
export function openS3Control(config: SdkConfig): S3ControlApi {
  const control = new S3ControlClient(config);
  control.middlewareStack.add(refuseWrongDocuments, beforeDeserializer);
  withoutAccountHost(control);
  return {
    accountPublicAccessBlock: (account, options) =>
      control.send(new GetPublicAccessBlockCommand({ AccountId: account }), options),
    close: () => control.destroy(),
  };
}

/** The SDK puts the account before the host of the endpoint, which makes no address of an IP. */
function withoutAccountHost(control: S3ControlClient): void {
  const standard = control.config.endpointProvider;
  control.config.endpointProvider = (parameters, context) => {
    const { Endpoint: endpoint } = parameters;
    return standard(
      typeof endpoint === 'string' && isBareHost(endpoint) ? { ...parameters, RequiresAccountId: false } : parameters,
      context,
    );
  };
}
