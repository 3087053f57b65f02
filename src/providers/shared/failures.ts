/** An answer that is not the document that was asked for. */
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

/** The host took no connection in the time that is given to it. */
export class NoConnectionError extends DeadlineError {
  /** Node's own word for it, which libraries keep when they wrap an error. */
  readonly code = 'ETIMEDOUT';
  constructor() {
    super('no connection could be established');
  }
}
