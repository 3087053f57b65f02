import type { Identity } from '../../policy/aws/entry.ts';
import { allowAnswers, denyAnswers, summarizeGrants, type Answer } from '../../policy/aws/grants.ts';
import type { Asking } from '../../policy/aws/evaluate.ts';
import { bucketNeeds } from '../../policy/aws/needs.ts';
import { bucketScopes } from '../../policy/aws/scope.ts';
import { applyTo, type Applied } from '../../policy/coreweave/apply.ts';
import type { CoreweaveStatement } from '../../policy/coreweave/document.ts';
import type { About, Question } from './question.ts';

/** A bucket policy of CoreWeave that is asked what it grants. */
export interface Asked {
  readonly question: Question;
  readonly bucket: string;
  readonly statements: readonly CoreweaveStatement[];
  readonly about: About;
}

/** Allow and Deny answers of the statements that apply to a principal. */
export function answersFor(
  { question, bucket }: Asked,
  { statements }: Applied,
  principal: string,
): { readonly allows: readonly Answer[]; readonly denies: readonly Answer[] } {
  const identity: Identity = { kind: 'anyone', arn: principal, partition: 'aws' };
  const asking: Asking = { identity, operator: 'wandb', owner: undefined, region: question.declared.region, now: question.now };
  const scopes = bucketScopes('aws', bucket, question.prefix, statements);
  const scopeOf = ({ on }: { readonly on: string }) => (on === 'bucket' ? scopes.bucket : scopes.object);
  return {
    allows: allowAnswers(statements, bucketNeeds, asking, scopeOf),
    denies: denyAnswers(statements, bucketNeeds, asking, scopeOf),
  };
}

/** Whether a principal gets everything that W&B cannot do without. */
export const grantsAll = (asked: Asked, principal: string): boolean =>
  summarizeGrants(answersFor(asked, applyTo(asked.statements, principal, asked.question.orgId), principal).allows).missing
    .length === 0;
