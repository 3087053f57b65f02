import type { Option } from 'commander';
import { subscriptionOptions, type ConnectFlags } from './connect.ts';
import { contextOptions, type ContextFlags } from './context.ts';
import { selectionOptions, type SelectionFlags } from './selection.ts';

export type PermissionsFlags = ContextFlags & SelectionFlags & Pick<ConnectFlags, 'subscription'>;

export const permissionsOptions = (): Option[] => [...contextOptions(), ...subscriptionOptions(), ...selectionOptions()];
