import type { Severity } from '../../core/check.ts';
import type { WrittenFlags } from '../../declared/table.ts';
import type { AzureCloud, Edition } from '../../evidence/declared.ts';

/** What commander hands over, by group of flags. Values are as the user wrote them unless a choice list limits them. */
export interface ContextFlags extends WrittenFlags {
  readonly edition?: Edition;
  readonly config?: string;
}

export interface ConnectFlags {
  readonly endpoint?: string;
  readonly profile?: string;
  readonly roleArn?: string;
  readonly externalId?: string;
  /** Milliseconds. */
  readonly timeout?: number;
  readonly concurrency?: number;
  readonly impersonateServiceAccount?: string;
  readonly virtualHostStyle?: boolean;
  readonly subscription?: string;
  readonly azureCloud?: AzureCloud;
  readonly azureArmEndpoint?: string;
  readonly azureBlobEndpoint?: string;
}

export interface SelectionFlags {
  readonly select?: readonly string[];
  readonly ignore?: readonly string[];
  readonly severity?: Severity;
  readonly provider?: string;
}

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

export interface RuleFlags {
  /** `NAME=VALUE`, one for each debatable rule that is switched. */
  readonly rule?: readonly string[];
}

export interface PolicyCheckFlags extends Omit<ContextFlags, 'config'>, RuleFlags {
  readonly bucket?: string;
  readonly prefix?: string;
  readonly format?: 'table' | 'json';
  readonly failOn?: Severity;
  readonly verbose?: boolean;
  readonly color?: boolean;
}

export type TargetFlags = ContextFlags & ConnectFlags & { readonly provider?: string };
export type CheckFlags = TargetFlags & SelectionFlags & OutputFlags & GateFlags & RuleFlags & { readonly baseline?: string };
export type RecordFlags = TargetFlags & { readonly output: string; readonly maskAccounts?: boolean; readonly quiet?: boolean };
export type ListFlags = SelectionFlags & { readonly format?: 'table' | 'json'; readonly edition?: Edition };
export type PermissionsFlags = ContextFlags & SelectionFlags & Pick<ConnectFlags, 'subscription'>;
