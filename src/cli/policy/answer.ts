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
  readonly findings: readonly Finding[];
}

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
