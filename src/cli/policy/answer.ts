import { findingId } from '../../core/finding-id.ts';
import type { Finding } from '../../core/finding.ts';
import { tool } from '../../core/tool.ts';
import { safeJson } from '../../core/clean.ts';
import type { PolicyKind } from './kinds.ts';
import type { Verdict } from './verdict.ts';

/** What a document was found to be. */
export interface Answer {
  readonly kind: PolicyKind;
  /** As the user wrote it. */
  readonly file: string;
  readonly target: string;
  readonly verdict: Verdict;
  readonly exit: number;
  readonly reason: string;
  readonly findings: readonly Answered[];
}

/** A finding with the flag that answers its question, where one does. */
export interface Answered extends Finding {
  /** With what it takes, e.g. `--bucket NAME`. */
  readonly flag?: string | undefined;
}

/** By the key that a question asks for; one that is not here no flag answers. */
const flags: Readonly<Record<string, string>> = {
  deployment: '--deployment multi-tenant|dedicated|self-managed',
  principal: '--principal',
  level: '--level instance|team',
  origins: '--origin URL',
  account: '--account ID',
  region: '--region NAME',
  kmsKey: '--kms-key ARN',
  bucket: '--bucket NAME',
  orgId: '--org-id ID',
};

export const withFlag = (finding: Finding): Answered =>
  finding.answer === undefined ? finding : { ...finding, flag: flags[finding.answer] };

const policyCheckSchemaVersion = 1;

/** One JSON document; every finding has the shape that it has in a report of `check`. */
export function toJson({ kind, target, verdict, reason, findings }: Answer): string {
  const document = {
    schemaVersion: policyCheckSchemaVersion,
    tool,
    kind,
    target,
    verdict,
    reason,
    findings: findings.map((finding) => ({ id: findingId(finding), ...finding, flag: finding.flag?.split(' ')[0] })),
  };
  return `${safeJson(JSON.stringify(document, null, 2))}\n`;
}
