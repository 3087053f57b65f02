/** The server says that the caller may not see something that it leaves out. */
export class HiddenError extends Error {
  override readonly name = 'HiddenError';
}

/** An answer that is an error in the words of one of Google's APIs. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  /** The most exact word that the answer has for what is wrong, e.g. `notFound` or `SERVICE_DISABLED`. */
  readonly reason: string | undefined;
  /** Members that some reasons come with. */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Milliseconds that the server wants to be left alone. */
  readonly retryAfter: number | undefined;
  constructor(
    status: number,
    message: string,
    reason: string | undefined,
    metadata: Readonly<Record<string, unknown>>,
    retryAfter?: number,
  ) {
    super(message);
    this.retryAfter = retryAfter;
    this.status = status;
    this.reason = reason;
    this.metadata = metadata;
  }
}
