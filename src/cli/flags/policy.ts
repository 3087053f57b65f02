import { Option } from 'commander';
import { factList } from '../../declared/table.ts';
import { editionOption, optionsOf, ruleOption, type ContextFlags, type RuleFlags } from './context.ts';
import { of } from './option.ts';
import { gateOptions, outputOptions, type GateFlags, type OutputFlags } from './report.ts';
import { patternOptions, type SelectionFlags } from './selection.ts';

export const policyKinds = 's3-bucket-policy, kms-key-policy, s3-cors, gcs-cors, gcs-iam, azure-cors or coreweave-bucket-policy';

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
