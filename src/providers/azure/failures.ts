/** An answer that is not the document that was asked for, or that broke off. */
export class NotUnderstoodError extends Error {
  override readonly name = 'NotUnderstoodError';
}

/** An answer that began well and has no end. */
export class BrokenOffError extends NotUnderstoodError {}

/** No usable credentials, whatever the chain of sources tried in between. */
export class CredentialsError extends Error {
  override readonly name = 'CredentialsError';
}

/** The time of a call is up. */
export class DeadlineError extends Error {
  override readonly name = 'TimeoutError';
}

/** Nothing by that name among what the caller can see. */
export class NotFoundError extends Error {
  override readonly name = 'NotFoundError';
}

/** An answer that is an error in the words of an Azure service. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly status: number;
  /** The service's error code, e.g. `AuthorizationFailed`. */
  readonly code: string | undefined;
  constructor(status: number, code: string | undefined, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}
