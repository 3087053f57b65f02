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
