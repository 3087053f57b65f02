import { Option } from 'commander';
import { severities, type Severity } from '../../core/check.ts';
import { reporterNames } from '../../reporters/index.ts';
import { choice, listed, of, repeat } from './option.ts';

export interface OutputFlags {
  readonly format?: readonly string[];
  readonly output?: string;
  readonly verbose?: boolean;
  readonly quiet?: boolean;
  readonly color?: boolean;
}

export interface GateFlags {
  readonly failOn?: Severity | 'none';
  readonly strict?: boolean;
  readonly allowUnknown?: boolean;
}

export const outputOptions = (): Option[] =>
  of('output', [
    new Option('--format <name[=file]>', `${listed(reporterNames)}; repeatable with a file each (default: table)`).argParser(
      repeat,
    ),
    new Option('--output <file>', 'write the one format to this file'),
    new Option('--verbose', 'show what passed as well'),
    new Option('--quiet', 'only the summary'),
    new Option('--color', 'paint the table, whatever it is printed on'),
    new Option('--no-color', 'do not paint the table'),
  ]);

export const gateOptions = (): Option[] =>
  of('gate', [
    choice('--fail-on <severity>', 'least grave failure that exits 1 (default: medium)', [...severities, 'none']),
    new Option('--strict', '--fail-on info, and open questions fail too'),
    new Option('--allow-unknown', 'what could not be evaluated does not exit 3'),
  ]);
