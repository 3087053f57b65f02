export type PolicyKind = 'bucket' | 'key';

/** Why a document is refused, with its place in the text. */
export class PolicyProblem extends Error {
  readonly at: number;
  constructor(problem: string, at: number) {
    super(problem);
    this.at = at;
  }
}
