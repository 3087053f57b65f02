import { Option } from 'commander';
import { severities, type Severity } from '../../core/check.ts';
import { factList } from '../../declared/table.ts';
import { editionOption, optionsOf, ruleOption, type ContextFlags, type RuleFlags } from './context.ts';
import { choice, of } from './option.ts';

export const policyKinds = 's3-bucket-policy, kms-key-policy, s3-cors, gcs-cors, gcs-iam, azure-cors or coreweave-bucket-policy';

export interface PolicyCheckFlags extends Omit<ContextFlags, 'config'>, RuleFlags {
  readonly bucket?: string;
  readonly prefix?: string;
  readonly format?: 'table' | 'json';
  readonly failOn?: Severity;
  readonly verbose?: boolean;
  readonly color?: boolean;
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
  ruleOption(),
  ...of('output', [
    choice('--format <name>', 'format', ['table', 'json']).default('table'),
    new Option('--verbose', 'show what passed as well'),
    new Option('--color', 'paint the text, whatever it is printed on'),
    new Option('--no-color', 'do not paint the text'),
  ]),
  ...of('gate', [
    choice('--fail-on <severity>', 'least grave failure that is a failure and not advice (default: medium)', severities),
  ]),
];
