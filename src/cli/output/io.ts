/** A place for text: a stream of the process, or a buffer in a test. */
export interface Sink {
  readonly write: (text: string) => void;
  /** Waits for a reader that is slower than what is written; undefined when there is nothing to wait for. */
  readonly taken?: (() => Promise<void> | undefined) | undefined;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** Everything of the outside world that a run may touch besides files and the network. */
export interface Io {
  /** Carries reports and documents only. */
  readonly stdout: Sink;
  /** Carries errors, notices and progress. */
  readonly stderr: Sink;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  readonly cwd: string;
  /** What is piped in; only a command that was told to read it touches it. */
  readonly stdin?: AsyncIterable<unknown> | undefined;
  /** Aborted on SIGINT; what was collected until then is still reported. */
  readonly signal?: AbortSignal | undefined;
}
