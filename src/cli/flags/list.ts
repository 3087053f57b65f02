import type { Option } from 'commander';
import type { Edition } from '../../evidence/declared.ts';
import { editionOption } from './context.ts';
import { choice } from './option.ts';
import { selectionOptions, type SelectionFlags } from './selection.ts';

export type ListFlags = SelectionFlags & { readonly format?: 'table' | 'json'; readonly edition?: Edition };

export const listOptions = (): Option[] => [
  choice('--format <name>', 'format', ['table', 'json']).default('table'),
  editionOption(),
  ...selectionOptions(),
];
