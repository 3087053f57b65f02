import { Option } from 'commander';
import { factList } from '../../declared/table.ts';
import { documentKinds } from '../../evidence/document.ts';
import { editionOption, optionsOf, ruleOption, type ContextFlags, type RuleFlags } from './context.ts';
import { listed, of } from './option.ts';
import { gateOptions, outputOptions, type GateFlags, type OutputFlags } from './report.ts';
import { patternOptions, type SelectionFlags } from './selection.ts';

export const policyKinds = listed(documentKinds);

export interface PolicyCheckFlags
  extends Omit<ContextFlags, 'config'>, Omit<SelectionFlags, 'provider'>, OutputFlags, GateFlags, RuleFlags {
  readonly bucket?: string;
  readonly prefix?: string;
}

export const policyCheckOptions = (): Option[] => [
  ...of('context', [
    new Option(
      '--bucket <name>',
      'the bucket of the document, for azure-cors the storage account (default: the one that it names)',
    ),
    new Option('--prefix <path>', 'the path inside the bucket that W&B uses'),
  ]),
  editionOption(),
  ...optionsOf(factList.filter(({ ofDocuments }) => ofDocuments === true)),
  ...patternOptions(),
  ...outputOptions(),
  ...gateOptions(),
  ruleOption(),
];
