/** The public API, for programs that embed the audit. Anything else of this package is internal. */
export { audit, type AuditRequest, type Connection, type TargetRequest } from './audit/index.ts';
export { AuditError, type AuditProblem } from './audit/error.ts';
export { checks } from './checks/all.ts';
export {
  defineCheck,
  fail,
  manual,
  notApplicable,
  pass,
  severities,
  severityOf,
  undecided,
  type Check,
  type CheckContext,
  type CheckMeta,
  type Severity,
  type Verdict,
} from './core/check.ts';
export { evaluate } from './core/evaluate.ts';
export { exitOf } from './core/exit-code.ts';
export { defaultGate, type Gate } from './core/gate.ts';
export { findingId } from './core/finding-id.ts';
export { statuses, type Finding, type Status } from './core/finding.ts';
export type { Obstacle } from './core/obstacle.ts';
export { facetsFor } from './audit/plan.ts';
export type { CollectRequest, ConnectOptions, Provider, ProviderIo, ProviderModule } from './core/provider.ts';
export {
  reportSchemaVersion,
  tally,
  type Reporter,
  type ReportTarget,
  type RunEnd,
  type RunHeader,
  type Summary,
  type Tally,
  type TargetReport,
} from './core/report.ts';
export {
  deployments,
  editions,
  levels,
  newestEdition,
  type Declared,
  type Deployment,
  type Edition,
  type Level,
} from './evidence/declared.ts';
export type { Evidence, FacetName, Facets, FacetValue, ProviderName, TargetRef } from './evidence/index.ts';
export type { Observation, UnreadableCause } from './evidence/observation.ts';
export { parseEvidence, type ParsedEvidence } from './evidence/parse.ts';
export { providers } from './providers/index.ts';
export { reporters, type ReporterName } from './reporters/index.ts';
export type { ReporterOptions } from './reporters/options.ts';
