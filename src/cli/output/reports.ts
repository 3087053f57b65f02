import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { mayHoldSecret, shown } from '../../core/shown.ts';
import type { Reporter, RunEnd, RunHeader, TargetReport } from '../../core/report.ts';
import { reporterNames, reporters, type ReporterName } from '../../reporters/index.ts';
import type { ReporterOptions } from '../../reporters/options.ts';
import type { OutputFlags } from '../flags/report.ts';
import type { Io } from './io.ts';
import { didYouMean } from '../suggest.ts';
import { sentence, UsageError } from '../usage-error.ts';

export interface WantedReport {
  readonly name: ReporterName;
  /** As the user wrote it; undefined is stdout. */
  readonly file: string | undefined;
}

const isReporter = (name: string): name is ReporterName => (reporterNames as readonly string[]).includes(name);

/** What `--format` and `--output` ask for; a {@link UsageError} when they contradict each other. */
export function wantedOf({ format = [], output }: OutputFlags): WantedReport[] {
  const wanted = (format.length === 0 ? ['table'] : format).map((text): WantedReport => {
    const equals = text.indexOf('=');
    const name = equals === -1 ? text : text.slice(0, equals);
    if (!isReporter(name)) {
      const meant = didYouMean(name, reporterNames);
      // What is close to no format may be anything, also a secret.
      const found = meant === '' ? '' : `${JSON.stringify(name)} is unknown${meant}; `;
      throw new UsageError(`--format: ${found}expected one of ${reporterNames.join(', ')}`);
    }
    if (equals !== -1 && equals === text.length - 1)
      throw new UsageError(`--format ${name}=: the name of the file is missing after =`);
    return { name, file: equals === -1 ? undefined : text.slice(equals + 1) };
  });
  const [first] = wanted;
  if (output === undefined) {
    const onStdout = wanted.filter(({ file }) => file === undefined);
    if (onStdout.length > 1) {
      throw new UsageError(
        `stdout takes one format, and ${onStdout.map(({ name }) => name).join(' and ')} were given; write --format NAME=FILE`,
      );
    }
    return wanted;
  }
  if (wanted.length > 1) throw new UsageError('--output goes with one format; with several, write --format NAME=FILE for each');
  if (first?.file !== undefined)
    throw new UsageError(`--output ${output} and --format ${first.name}=${first.file} name two files for one report`);
  if (output === '') throw new UsageError('--output: the name of the file is missing');
  return first === undefined ? [] : [{ ...first, file: output }];
}

/** Where a path leads when links are followed; the path itself where nothing is there yet. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** All reports of a run, fed together. */
export interface Outputs {
  readonly begin: (header: RunHeader) => void;
  readonly target: (report: TargetReport) => void;
  /** Waits for a slow reader of stdout, so that reports of many targets do not pile up in memory. */
  readonly taken: () => Promise<void> | undefined;
  readonly end: (end: RunEnd) => void;
  /** Leaves no file behind and drops what was held back. */
  readonly discard: () => void;
}

interface Output {
  readonly reporter: Reporter;
  readonly write: (text: string) => void;
  readonly commit: () => void;
  readonly discard: () => void;
}

/** How much of stdout is kept until it is certain that no input is malformed. */
const heldBack = 4 << 20;
/** Of recordings nobody waits for a single one; a call for each costs more than some of their checks. */
const atOnce = 1 << 16;

/**
 * Opens every file before anything is read.
 * @param holdBack keep the first part of stdout until the end, because an input error may still come
 * @param read files that are judged, as the user named them: no report is written over one
 */
export async function openOutputs(
  wanted: readonly WantedReport[],
  options: ReporterOptions,
  io: Io,
  holdBack: boolean,
  read: readonly string[] = [],
): Promise<Outputs> {
  const files = wanted.flatMap(({ file }) => (file === undefined ? [] : [resolve(io.cwd, file)]));
  const inputs = new Set(read.map((file) => realPath(resolve(io.cwd, file))));
  const over = files.find((file) => inputs.has(realPath(file)));
  if (over !== undefined)
    throw new UsageError(`a report would be written over ${over}, which is read; expected another file for the report`);
  const twice = files.find((file, index) => files.indexOf(file) !== index);
  if (twice !== undefined) throw new UsageError(`two reports would be written to ${twice}; expected a file for each`);
  const outputs: Output[] = [];
  const discard = (): void => {
    for (const output of outputs) output.discard();
  };
  try {
    for (const { name, file } of wanted) {
      const create = await reporters[name]();
      const reporter = create(file === undefined ? options : { ...options, color: false, columns: 100 });
      outputs.push({ reporter, ...(file === undefined ? toStdout(io, holdBack) : await toFile(io, file)) });
    }
  } catch (error) {
    discard();
    throw error;
  }
  return {
    begin: (header) => outputs.forEach(({ reporter, write }) => write(reporter.begin(header))),
    target: (report) => outputs.forEach(({ reporter, write }) => write(reporter.target(report))),
    taken: () => io.stdout.taken?.(),
    end: (end) => {
      for (const { reporter, write } of outputs) write(reporter.end(end));
      for (const { commit } of outputs) commit();
    },
    discard,
  };
}

async function toFile(io: Io, file: string): Promise<Omit<Output, 'reporter'>> {
  const { openPending } = await import('./pending-file.ts');
  return openPending(resolve(io.cwd, file), file);
}

function toStdout(io: Io, holdBack: boolean): Omit<Output, 'reporter'> {
  let kept = '';
  let most = holdBack ? heldBack : 0;
  const flush = (): void => {
    if (kept !== '') io.stdout.write(kept);
    kept = '';
  };
  return {
    write: (text) => {
      kept += text;
      if (kept.length <= most) return;
      flush();
      if (holdBack) most = atOnce;
    },
    commit: flush,
    discard: () => {
      // What has begun to appear goes as far as it was judged.
      if (most === atOnce) flush();
      kept = '';
    },
  };
}

/** When every report goes to a file, the terminal still says how it ended. */
export function endNotice(wanted: readonly WantedReport[], exit: RunEnd['exit'], quiet: boolean, io: Io): void {
  const files = wanted.flatMap(({ file }) => file ?? []);
  if (quiet || files.length < wanted.length) return;
  const names = files.map((file) => (mayHoldSecret(file) ? shown(file) : file));
  io.stderr.write(sentence(`exit ${exit.code}: ${exit.reason}; written: ${names.join(', ')}`));
}
