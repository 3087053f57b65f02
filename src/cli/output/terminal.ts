import type { OutputFlags } from '../flags/report.ts';
import type { Io } from './io.ts';

/** Whether stdout is painted: the flag decides, then NO_COLOR and FORCE_COLOR, then whether it is a terminal. */
export function wantsColor({ color }: Pick<OutputFlags, 'color'>, { stdout, env }: Io): boolean {
  if (color !== undefined) return color;
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return false;
  const force = env['FORCE_COLOR'];
  if (force !== undefined && force !== '') return force !== '0' && force !== 'false';
  return stdout.isTTY === true && env['TERM'] !== 'dumb';
}

export const columnsOf = ({ stdout }: Io): number => (stdout.isTTY === true ? (stdout.columns ?? 100) : 100);

export interface Progress {
  readonly show: (text: string) => void;
  readonly clear: () => void;
}

/** One line on stderr that overwrites itself; nothing at all when stderr is not a terminal. */
export function progressOf({ stderr }: Io, quiet: boolean): Progress {
  let shown = false;
  return {
    show: (text) => {
      if (quiet || stderr.isTTY !== true) return;
      shown = true;
      stderr.write(`\r\u001b[2K${text.slice(0, (stderr.columns ?? 80) - 1)}`);
    },
    clear: () => {
      if (shown) stderr.write('\r\u001b[2K');
      shown = false;
    },
  };
}
