export interface ReporterOptions {
  readonly color: boolean;
  /** Width of the terminal in characters. */
  readonly columns: number;
  /** Passes and checks that do not apply are shown one by one. */
  readonly verbose: boolean;
  /** Only the summary. */
  readonly quiet: boolean;
  /** What could not be evaluated does not gate. */
  readonly allowUnknown: boolean;
}
