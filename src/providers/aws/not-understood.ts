/** A 200 whose document is not the one that was asked for, or that broke off. */
export class NotUnderstoodError extends Error {
  override readonly name = 'NotUnderstoodError';
  /** The SDK's mark for "worth another attempt"; set where the answer broke off on the way. */
  readonly $retryable?: { readonly throttling: false };
  constructor(message: string, brokenOff = false) {
    super(message);
    if (brokenOff) this.$retryable = { throttling: false };
  }
}

/** No usable credentials, whatever the chain of sources tried in between. */
export class CredentialsError extends Error {
  override readonly name = 'CredentialsError';
}
