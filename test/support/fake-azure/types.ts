/** One thing that the fake Azure Resource Manager can be asked for. */
export interface Route {
  /** Name in the log, and of its faults. */
  readonly operation: string;
  /** Compared without case, as Azure does. */
  readonly path: string;
  /** What the role of the caller must hold. */
  readonly action: string;
  /** A list is served in pages of `value`; a function sees the query. */
  readonly body: object | readonly object[] | ((query: URLSearchParams) => object | readonly object[] | ArmError);
}

/** An error in the words of Azure Resource Manager. */
export interface ArmError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** What goes wrong with an operation; a number says how many times before it goes well. */
export interface Fault {
  readonly throttle?: true | number;
  /** Seconds that a throttled answer asks for. */
  readonly retryAfter?: number;
  readonly timeout?: true;
  readonly reset?: true | number;
  /** The connection breaks in the middle of the body. */
  readonly truncate?: true;
  readonly html?: true;
  readonly empty?: true;
  readonly redirect?: string;
  readonly status?: number;
  readonly code?: string;
  readonly message?: string;
  /** Replaces the body of the answer. */
  readonly body?: unknown;
  /** Replaces the link to the next page. */
  readonly nextLink?: string;
}

export interface FakeAzureOptions {
  readonly routes: readonly Route[];
  /** Answer of the blob service to `comp=properties`, as XML. */
  readonly blobProperties?: string;
  /** Actions that are denied; `'*'` denies every one. */
  readonly denied?: readonly string[] | '*';
  /** By operation; `'*'` is every operation. */
  readonly faults?: Readonly<Record<string, Fault>>;
  /** Milliseconds before every answer. */
  readonly delay?: number;
  /** Items per page of lists; every second page is empty, as pages of Azure can be. */
  readonly pageSize?: number;
  /** What Microsoft Entra says instead of giving a token. */
  readonly entra?: { readonly status: number; readonly error: string; readonly description: string };
}

export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly operation: string;
  /** Milliseconds of a monotonic clock at which the request was complete. */
  readonly at: number;
  /** The same for the end of the answer; undefined while it is under way. */
  answeredAt?: number;
  readonly authorization: string | undefined;
  readonly userAgent: string;
}

export interface FakeAzure {
  readonly url: string;
  readonly requests: readonly LoggedRequest[];
  readonly close: () => Promise<void>;
}
