import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { isBareName } from '../../audit/target/elsewhere.ts';
import { targetForms } from '../../audit/target/forms.ts';
import type { NamedTarget, TargetProblem } from '../../audit/target/model.ts';
import { parseTarget as parse, settleProvider as settle, type ParsedTarget } from '../../audit/target/parse.ts';
import { shown } from '../../core/shown.ts';
import { credentialsRefused, UsageError } from '../usage-error.ts';

/** Reads a target as the user wrote it; a {@link UsageError} when it is none. @param base folder that a relative path starts from */
export function parseTarget(written: string, base: string): NamedTarget {
  const target = accepted(parse(written));
  return target.kind === 'recorded' ? { ...target, path: resolve(base, written) } : target;
}

/**
 * Settles on the provider of a live target; a {@link UsageError} for names that no bucket of it can have.
 * @param endpoint as given with a flag or in the configuration, a valid URL
 * @param provider `aws` keeps an endpoint for Amazon S3, as emulators and private endpoints need it
 */
export const settleProvider = (target: NamedTarget, endpoint: string | undefined, provider: string | undefined): NamedTarget =>
  accepted(settle(target, endpoint, provider));

function accepted(parsed: ParsedTarget): NamedTarget {
  if (!parsed.ok) throw new UsageError(targetWords(parsed.problem));
  return parsed.target;
}

/** Why a target is refused, in the words of the command line. */
function targetWords(problem: TargetProblem): string {
  switch (problem.kind) {
    case 'target-with-credentials':
      return problem.scheme === undefined
        ? credentialsRefused
        : 'an az:// target holds a key or another credential; expected az://ACCOUNT/CONTAINER[/PREFIX] without it';
    case 'bad-target': {
      const expected = problem.expected === undefined ? '' : `; expected ${problem.expected}`;
      return `target ${shown(problem.written)}: ${problem.why}${expected}`;
    }
    case 'other-name':
      return `target ${shown(problem.written)} is ${problem.what}; write ${problem.write}`;
    case 'empty-target':
      return `a target is empty; expected ${targetForms}`;
    case 'endpoint-for-azure':
      return `target ${shown(problem.uri)}: --endpoint is not for Azure; expected --azure-cloud, --azure-arm-endpoint or --azure-blob-endpoint`;
  }
}

/** Reads all targets before anything else is read, and makes sure that every path exists. */
export function parseTargets(written: readonly string[], base: string): NamedTarget[] {
  const targets = written.map((target) => parseTarget(target, base));
  for (const target of targets) {
    if (target.kind === 'recorded' && !exists(target.path)) {
      const name = target.written;
      const expected = isBareName(name) ? `did you mean s3://${name}, gs://${name} or cw://${name}?` : `expected ${targetForms}`;
      throw new UsageError(`target ${shown(name)}: there is no such file or folder; ${expected}`);
    }
  }
  return targets;
}

/** Synchronous on purpose: the first asynchronous file call of a process starts a pool of threads, which costs milliseconds. */
function exists(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}
