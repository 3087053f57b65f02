/** Evidence that cannot be read, in one sentence; a usage error, never a finding. */
export class EvidenceError extends Error {
  override readonly name = 'EvidenceError';
  readonly file: string;
  readonly line: number | undefined;
  constructor(message: string, file: string, line?: number) {
    super(message);
    this.file = file;
    this.line = line;
  }
}

/** The error for a problem in a file, which the sentence begins with. */
export const badEvidence = (problem: string, file: string, line?: number): EvidenceError =>
  new EvidenceError(`${line === undefined ? file : `${file}:${line}`}: ${problem}`, file, line);
