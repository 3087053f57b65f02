import { UsageError } from '../usage-error.ts';
import type { GateFlags, OutputFlags } from './report.ts';

/** Flags that exclude each other are a {@link UsageError}, before anything is read. */
export function refuseContradictions({ strict = false, failOn, quiet = false, verbose = false }: GateFlags & OutputFlags): void {
  if (quiet && verbose) throw new UsageError('--quiet and --verbose contradict each other; give one of them');
  if (strict && failOn !== undefined && failOn !== 'info')
    throw new UsageError(`--strict means --fail-on info, and --fail-on ${failOn} was given as well; give one of them`);
}
