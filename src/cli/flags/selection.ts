import { Option } from 'commander';
import { severities, type Severity } from '../../core/check.ts';
import { cloudProviders } from '../../evidence/provider-names.ts';
import { choice, of, repeatList } from './option.ts';

export interface SelectionFlags {
  readonly select?: readonly string[];
  readonly ignore?: readonly string[];
  readonly severity?: Severity;
  readonly provider?: string;
}

export const providerOptions = (): Option[] =>
  of('selection', [
    choice('--provider <name>', 'only checks of this provider; aws keeps an --endpoint for Amazon S3', cloudProviders),
  ]);

/** Which checks by id, tag or severity. */
export const patternOptions = (): Option[] =>
  of('selection', [
    new Option('--select <pattern>', "only these checks: id, glob, tag or '>=severity'; repeatable, or a,b").argParser(
      repeatList,
    ),
    new Option('--ignore <pattern>', 'not these checks; repeatable').argParser(repeatList),
    choice('--severity <name>', 'only checks of this severity and graver ones', severities),
  ]);

export const selectionOptions = (): Option[] => [...patternOptions(), ...providerOptions()];
