/** An answer that is not the document that was asked for, or that broke off. */
export class NotUnderstoodError extends Error {
  override readonly name = 'NotUnderstoodError';
}

/** An answer that began well and has no end. */
export class BrokenOffError extends NotUnderstoodError {}

/** The server says that the caller may not see something that it leaves out. */
export class HiddenError extends Error {
  override readonly name = 'HiddenError';
}

/** No usable credentials, whatever the chain of sources tried in between. */
export class CredentialsError extends Error {
  override readonly name = 'CredentialsError';
}

/** The time of a call is up. */
export class DeadlineError extends Error {
  override readonly name = 'TimeoutError';
}

/** An answer that is an error in the words of one of Google's APIs. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  /** The most exact word that the answer has for what is wrong, e.g. `notFound` or `SERVICE_DISABLED`. */
  readonly reason: string | undefined;
  /** Members that some reasons come with. */
  readonly metadata: Readonly<Record<string, unknown>>;
  constructor(status: number, message: string, reason: string | undefined, metadata: Readonly<Record<string, unknown>>) {
    super(message);
    this.status = status;
    this.reason = reason;
    this.metadata = metadata;
  }
}
