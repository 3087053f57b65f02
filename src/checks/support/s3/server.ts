import { notApplicable, undecided, type Verdict } from '../../../core/check.ts';
import { facetTables, type FacetName, type FacetValue, type TargetRef } from '../../../evidence/index.ts';
import { isUnsupported, type Observation } from '../../../evidence/observation.ts';
import { printable } from '../../../policy/printable.ts';
import { serverCapabilities, unknownServer, type ServerCapabilities } from '../../../requirements/s3-compatible.ts';
import { remedy } from '../../../fixes/step.ts';
import type { Step, Word } from '../../../evidence/step.ts';

export type ServerFacet = FacetValue<'s3-compatible', 'server'>;

/** What is known about the server behind the endpoint. */
export function capabilitiesOf(server: Observation<ServerFacet>): ServerCapabilities {
  const family = server.state === 'present' ? server.value.family : undefined;
  return family === undefined ? unknownServer : serverCapabilities[family];
}

/** What the server said, or the verdict that follows from its not saying it. */
export type ServerAnswer<T> = { readonly value: T | null } | { readonly verdict: Verdict };

/**
 * Tells an answer from the lack of one. A call that a server does not have is no fault of the bucket, and an answer
 * that means nothing on this server is no ground for a verdict.
 */
export function answerOf<T>(
  name: FacetName<'s3-compatible'>,
  observation: Observation<T>,
  { name: server, meaningless, madeElsewhere }: ServerCapabilities,
): ServerAnswer<T> {
  const { call, about } = facetTables['s3-compatible'][name];
  if (observation.state === 'unreadable') {
    if (!isUnsupported(observation)) return { verdict: undecided(`${about} is not known`, [name]) };
    const detail = observation.detail === undefined ? {} : { details: [printable(observation.detail)] };
    const message = `${server} does not support ${call}, so there is nothing to judge about ${about}`;
    return { verdict: notApplicable(message, { key: 'not-supported', ...detail }) };
  }
  const why = meaningless[name] ?? (observation.state === 'absent' ? madeElsewhere[name] : undefined);
  if (why !== undefined) return { verdict: notApplicable(why, { key: 'says-nothing' }) };
  return { value: observation.state === 'present' ? observation.value : null };
}

/** The commands of a verdict, sent to the server that was audited instead of to AWS. */
export function atEndpoint(verdict: Verdict, { endpoint }: TargetRef): Verdict {
  const { fix } = verdict.kind === 'fail' ? verdict : {};
  if (verdict.kind !== 'fail' || fix?.steps === undefined || endpoint === undefined) return verdict;
  return { ...verdict, fix: remedy(fix.summary, ...fix.steps.map((step) => sentTo(endpoint, step))) };
}

function sentTo(endpoint: string, step: Step): Step {
  const { run, document, undo } = step;
  const to = <W extends Word>(words: readonly W[]): readonly (W | string)[] =>
    words[0] === 'aws' && words[1] === 's3api' ? ['aws', '--endpoint-url', endpoint, ...words.slice(1)] : words;
  return {
    ...step,
    run: to(run),
    ...(document?.none === undefined ? {} : { document: { ...document, none: to(document.none) } }),
    ...(undo === undefined ? {} : { undo: to(undo) }),
  };
}
