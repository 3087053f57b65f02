import type { Declared, Edition } from '../evidence/declared.ts';
import type { ProviderName } from '../evidence/index.ts';
import type { TargetStep } from '../evidence/step.ts';
import type { CheckContext, CheckMeta, Severity } from './check.ts';
import type { DocumentVerdict } from './document-verdict.ts';
import type { Finding, Status } from './finding.ts';

export const reportSchemaVersion = 1;

/** What is known before the first target: every reporter begins with it. */
export interface RunHeader {
  readonly schemaVersion: typeof reportSchemaVersion;
  readonly tool: { readonly name: string; readonly version: string };
  readonly edition: Edition;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** What the run chose for debatable rules, by name. */
  readonly rules?: CheckContext['rules'];
  /** The selected checks, in report order. */
  readonly checks: readonly CheckMeta[];
}

export interface ReportTarget {
  readonly uri: string;
  readonly provider: ProviderName;
  readonly collectedAt: string;
  readonly declared: Declared;
  /** The document that was judged in place of a bucket. */
  readonly document?: { readonly kind: string; readonly file: string } | undefined;
  /** Lines on what was understood of it, shown below its name. They hold no secret. */
  readonly about?: readonly string[] | undefined;
  /** Of a document: whether it can be applied. `depends` is that the document alone does not decide. */
  readonly verdict?: DocumentVerdict | undefined;
  /** Of a document: the checks that look at it and need more than it tells, so that they did not run. */
  readonly notRun?: readonly { readonly check: string; readonly needs: readonly string[] }[] | undefined;
}

/** One target with its findings, in the order of the checks. */
export interface TargetReport {
  readonly target: ReportTarget;
  readonly findings: readonly Finding[];
  /** What mends the findings. All changes of one document are one step: each replaces the whole of it. */
  readonly steps?: readonly TargetStep[] | undefined;
}

export interface Summary {
  readonly targets: number;
  /**
   * How many targets there are of which no check said pass or fail: the selection leaves none for them, or all are open or
   * do not apply. Missing when there is no such target.
   */
  readonly undecidedTargets?: number;
  readonly byStatus: Readonly<Record<Status, number>>;
  /** Failures only. */
  readonly failuresBySeverity: Readonly<Record<Severity, number>>;
  /** Permissions whose absence left something unknown, sorted. */
  readonly missingPermissions: readonly string[];
}

export interface RunEnd {
  readonly summary: Summary;
  readonly exit: { readonly code: number; readonly reason: string };
}

/**
 * A pure render of a run, fed as the run goes so that memory stays flat whatever the number of targets.
 * Each function returns the text to write next.
 */
export interface Reporter {
  readonly begin: (header: RunHeader) => string;
  readonly target: (report: TargetReport) => string;
  readonly end: (end: RunEnd) => string;
}

/** Adds up findings while they stream by. */
export interface Tally {
  readonly add: (report: TargetReport) => void;
  readonly summary: () => Summary;
}

export function tally(): Tally {
  let targets = 0;
  let undecidedTargets = 0;
  const byStatus: Record<Status, number> = { fail: 0, error: 0, unknown: 0, manual: 0, waived: 0, pass: 0, 'not-applicable': 0 };
  const failuresBySeverity: Record<Severity, number> = { high: 0, medium: 0, low: 0, info: 0 };
  const missing = new Set<string>();
  return {
    add: ({ findings }) => {
      targets += 1;
      if (!findings.some(({ status }) => status === 'pass' || status === 'fail')) undecidedTargets += 1;
      for (const finding of findings) {
        byStatus[finding.status] += 1;
        if (finding.status === 'fail') failuresBySeverity[finding.severity] += 1;
        for (const { permission } of finding.obstacles ?? []) if (permission !== null) missing.add(permission);
      }
    },
    summary: () => ({
      targets,
      ...(undecidedTargets === 0 ? {} : { undecidedTargets }),
      byStatus,
      failuresBySeverity,
      missingPermissions: [...missing].toSorted(),
    }),
  };
}
