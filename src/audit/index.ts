import type { Check, CheckContext, Severity } from '../core/check.ts';
import type { ConnectOptions } from '../core/provider.ts';
import type { TargetReport } from '../core/report.ts';
import { forms } from '../declared/forms.ts';
import { mergeDeclared } from '../declared/merge.ts';
import type { WrittenFacts } from '../declared/table.ts';
import { newestEdition, type Edition } from '../evidence/declared.ts';
import type { Evidence, ProviderName } from '../evidence/index.ts';
import { clock } from '../providers/clock.ts';
import { declaredOf } from './declared.ts';
import { AuditError } from './error.ts';
import { checksFor, judgeAll } from './run.ts';
import { connectDefaults, type AuditTarget } from './target/model.ts';
import { parseTarget, settleProvider, type ParsedTarget } from './target/parse.ts';

/** How the services are reached. Credentials come from the providers' own chains, never from here. */
export interface Connection extends Partial<Omit<ConnectOptions, 'concurrency' | 'region' | 'tenant'>> {
  /** `aws` keeps an endpoint for Amazon S3, as emulators and private endpoints need it. */
  readonly provider?: 'aws' | undefined;
}

/** One target and what holds for it alone. */
export interface TargetRequest {
  /**
   * `s3://bucket/prefix` and the like, the path of recorded evidence (a file or a folder), or evidence itself, as
   * `parseEvidence` gives it.
   */
  readonly target: string | Evidence;
  /** What only the user knows. It wins over what is declared for all targets, and that over what a recording declares. */
  readonly declared?: WrittenFacts | undefined;
  /** Wins over what is said for all targets. */
  readonly connection?: Connection | undefined;
}

export interface AuditRequest {
  readonly targets: readonly (string | Evidence | TargetRequest)[];
  /** What only the user knows of every target. */
  readonly declared?: WrittenFacts | undefined;
  readonly connection?: Connection | undefined;
  /** The dated statement of the requirements; default: the newest. */
  readonly edition?: Edition | undefined;
  /** Ids, globs (`aws/*`), tags and severities (`>=high`) of which a check must match one; default: all checks. */
  readonly select?: readonly string[] | undefined;
  /** The same, for checks that are left out. */
  readonly ignore?: readonly string[] | undefined;
  /** Only checks of this severity and graver ones. */
  readonly severity?: Severity | undefined;
  /** Only checks of this provider. */
  readonly provider?: ProviderName | undefined;
  /** Checks of your own, which run beside the registered ones and after them. */
  readonly checks?: readonly Check[] | undefined;
  /** What is chosen for debatable rules, by name. */
  readonly rules?: CheckContext['rules'];
  /** A file or folder of earlier recordings of the same Azure AI resources, to which their keys are compared. */
  readonly baseline?: string | undefined;
  /** How many targets are read at the same time; default: 10. */
  readonly concurrency?: number | undefined;
  /** Aborted: nothing more is read, and the iteration ends without an error after what was read until then. */
  readonly signal?: AbortSignal | undefined;
  /** The time that live evidence is stamped with; default: the clock of the machine. */
  readonly now?: (() => Date) | undefined;
}

/**
 * Audits targets, one after the other, in the order given: each comes with its findings as soon as it and those before
 * it are judged, and a recording of many comes as one report for each of them. Nothing is read before the first report
 * is asked for, and live targets are read ahead.
 *
 * What a service answers never throws: what could not be read is a finding with the status `unknown`.
 * @throws AuditError while iterating, when the request or a recording is wrong; its `problem` tells how
 */
export async function* audit(request: AuditRequest): AsyncGenerator<TargetReport, void, undefined> {
  const { select = [], ignore = [], severity, provider, edition = newestEdition, rules, baseline, signal, now = clock } = request;
  const targets = targetsOf(request);
  const baselines = baseline === undefined ? undefined : await readBaseline(baseline);
  const found = await checksFor(targets, { select, ignore, severity, provider }, edition, request.checks);
  if (!found.ok) throw new AuditError(found.problem);
  const run = { targets, checks: found.checks, edition, rules, baselines };
  for await (const judged of judgeAll(run, { now, signal })) {
    if (!judged.ok) throw new AuditError(judged.problem);
    yield judged.report;
  }
}

async function readBaseline(path: string) {
  const read = await (await import('./baseline.ts')).readBaselines(path);
  if (!read.ok) throw new AuditError(read.problem);
  return read.baselines;
}

/** Every target with all that is said about it; what is wrong is found here, before anything is read. */
function targetsOf(request: AuditRequest): AuditTarget[] {
  const { concurrency = connectDefaults.concurrency } = request;
  if (request.targets.length === 0) throw new AuditError({ kind: 'no-target' });
  if (!isWithin(concurrency, 1000)) throw new AuditError({ kind: 'bad-number', name: 'concurrency' });
  const everywhere = factsOf(request.declared);
  return request.targets.map((given) => {
    const own = typeof given === 'string' || 'facets' in given ? { target: given } : given;
    const { provider, timeout = connectDefaults.timeout, ...rest } = { ...request.connection, ...own.connection };
    if (!isWithin(timeout, 3_600_000)) throw new AuditError({ kind: 'bad-number', name: 'timeout' });
    const declared = mergeDeclared(everywhere, factsOf(own.declared));
    const connect = { ...rest, region: declared.region, tenant: declared.tenant, timeout, concurrency };
    if (typeof own.target !== 'string') return { target: { kind: 'evidence', evidence: own.target }, declared, connect };
    const named = accepted(parseTarget(own.target));
    if (rest.endpoint !== undefined && 'expected' in forms.endpoint(rest.endpoint))
      throw new AuditError({ kind: 'bad-endpoint', target: own.target });
    return { target: accepted(settleProvider(named, rest.endpoint, provider)), declared, connect };
  });
}

function factsOf(written: WrittenFacts = {}) {
  const read = declaredOf(written);
  if (!read.ok) throw new AuditError(read.problem);
  return read.declared;
}

function accepted(parsed: ParsedTarget) {
  if (!parsed.ok) throw new AuditError(parsed.problem);
  return parsed.target;
}

const isWithin = (number: number, most: number): boolean => Number.isInteger(number) && number >= 1 && number <= most;
