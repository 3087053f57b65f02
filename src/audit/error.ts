import { cleanLine } from '../core/clean.ts';
import { severities } from '../core/check.ts';
import { shown } from '../core/shown.ts';
import type { BaselineProblem } from './baseline.ts';
import type { DeclaredProblem } from './declared.ts';
import type { RunProblem } from './run.ts';
import type { SelectionProblem } from './select.ts';
import { targetForms } from './target/forms.ts';
import type { TargetProblem } from './target/model.ts';

/** What can be wrong with what an audit was asked; `kind` tells which. */
export type AuditProblem =
  | TargetProblem
  | SelectionProblem
  | DeclaredProblem
  | BaselineProblem
  | RunProblem
  | { readonly kind: 'no-target' }
  /** The endpoint of a target is no URL of a server; it is not repeated, because it may hold a secret. */
  | { readonly kind: 'bad-endpoint'; readonly target: string }
  /** Not a whole number from 1 to the most that makes sense. */
  | { readonly kind: 'bad-number'; readonly name: 'concurrency' | 'timeout' };

/** Ends an audit whose input is wrong. Whatever a service answers is no error but a finding. */
export class AuditError extends Error {
  override readonly name = 'AuditError';
  /** What is wrong, as data. */
  readonly problem: AuditProblem;
  constructor(problem: AuditProblem) {
    super(wordsOf(problem));
    this.problem = problem;
  }
}

function wordsOf(problem: AuditProblem): string {
  switch (problem.kind) {
    case 'target-with-credentials':
      return 'a target holds credentials; name it without them';
    case 'bad-target': {
      const expected = problem.expected === undefined ? '' : `; expected ${problem.expected}`;
      return `target ${shown(problem.written)}: ${problem.why}${expected}`;
    }
    case 'other-name':
      return `target ${shown(problem.written)} is ${problem.what}; write ${problem.write}`;
    case 'empty-target':
      return `a target is empty; expected ${targetForms}`;
    case 'endpoint-for-azure':
      return `target ${shown(problem.uri)}: endpoint is not for Azure; expected azureCloud, azureArmEndpoint or azureBlobEndpoint`;
    case 'no-target':
      return 'no target was given';
    case 'bad-number':
      return `${problem.name}: expected a whole number from 1 to ${problem.name === 'timeout' ? '3600000 (milliseconds)' : '1000'}`;
    case 'bad-endpoint':
      return `target ${shown(problem.target)}: endpoint is not the URL of a server (http:// or https://, no user, no query)`;
    case 'bad-declared':
      return `declared: ${shown(problem.name)}: expected ${problem.expected}`;
    case 'unknown-severity':
      return `${shown(problem.pattern)}: expected >= and one of ${severities.join(', ')}`;
    case 'unknown-tag':
      return `no check has the tag ${shown(problem.tag)}; tags are ${problem.known.toSorted().join(', ')}`;
    case 'bare-severity':
      return `${shown(problem.severity)} is a severity; write '>=${problem.severity}'`;
    case 'unmatched-pattern':
      return `no check matches ${shown(problem.pattern)}`;
    case 'only-documents':
      return `the selection leaves only checks that judge documents: ${problem.ids.join(', ')}`;
    case 'nothing-selected':
      return 'the selection leaves no check';
    case 'bad-evidence':
      return problem.message;
    case 'other-provider':
      return `the evidence of ${cleanLine(problem.uri)} is of ${problem.provider}, and its file began as that of another provider`;
    case 'baseline-without-key':
      return `the baseline of ${cleanLine(problem.uri)} was recorded when nobody could read its key`;
    case 'baseline-empty':
      return 'the baseline has no recording of an Azure AI resource';
  }
}
