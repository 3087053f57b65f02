import { Option } from 'commander';
import { connectOptions, type TargetFlags } from './connect.ts';
import { contextOptions, ruleOption, type RuleFlags } from './context.ts';
import { of } from './option.ts';
import { gateOptions, outputOptions, type GateFlags, type OutputFlags } from './report.ts';
import { selectionOptions, type SelectionFlags } from './selection.ts';

export type CheckFlags = TargetFlags & SelectionFlags & OutputFlags & GateFlags & RuleFlags & { readonly baseline?: string };

const baselineOptions = (): Option[] =>
  of('azure', [
    new Option('--baseline <path>', 'earlier recordings of the same Azure AI resources, to which their keys are compared'),
  ]);

export const checkOptions = (): Option[] => [
  ...contextOptions(),
  ...connectOptions(),
  ...selectionOptions(),
  ...outputOptions(),
  ...gateOptions(),
  ruleOption(),
  ...baselineOptions(),
];
