import { Option } from 'commander';
import { connectOptions, type TargetFlags } from './connect.ts';
import { contextOptions } from './context.ts';
import { of } from './option.ts';
import { providerOptions } from './selection.ts';

export type RecordFlags = TargetFlags & { readonly output: string; readonly maskAccounts?: boolean; readonly quiet?: boolean };

export const recordOptions = (): Option[] => [
  ...of('output', [
    new Option('--output <dir>', 'folder for the recordings; made when it is missing').makeOptionMandatory(),
    new Option('--mask-accounts', 'replace account ids by stable stand-ins'),
    new Option('--quiet', 'no notice for each recording'),
  ]),
  ...contextOptions(),
  ...connectOptions(),
  ...providerOptions(),
];
