import type { FacetValue } from '../../evidence/index.ts';
import { printable } from '../printable.ts';

/** One rule of an account's management policy ("Azure Blob Storage lifecycle management"). */
export type AzureLifecycleRule = FacetValue<'azure', 'managementPolicy'>['properties']['policy']['rules'][number];

/** What a rule does to current blobs of W&B, if it meets any. */
export interface LifecycleEffect {
  readonly kind: 'deletes' | 'archives';
  /** `after 30 days`, for a message. */
  readonly when: string;
}

type Days = { readonly [name: string]: number | null | undefined } | null | undefined;

const since: Readonly<Record<string, string>> = {
  daysAfterModificationGreaterThan: 'without a change',
  daysAfterCreationGreaterThan: 'of age',
  daysAfterLastAccessTimeGreaterThan: 'without access',
  daysAfterLastTierChangeGreaterThan: 'in a tier',
};

const whenOf = (days: Days): string => {
  const parts = Object.entries(days ?? {}).flatMap(([name, count]) =>
    count === null || count === undefined ? [] : [`after ${count} ${count === 1 ? 'day' : 'days'} ${since[name] ?? ''}`.trim()],
  );
  return parts.length === 0 ? 'at once' : parts.join(' and ');
};

/** A rule without `enabled` is on. Rules for snapshots and old versions leave current blobs alone. */
export function lifecycleEffect({ enabled, definition }: AzureLifecycleRule): LifecycleEffect | undefined {
  const { baseBlob } = definition.actions;
  if (enabled === false || baseBlob === null || baseBlob === undefined) return undefined;
  if (baseBlob.delete !== null && baseBlob.delete !== undefined) return { kind: 'deletes', when: whenOf(baseBlob.delete) };
  if (baseBlob.tierToArchive !== null && baseBlob.tierToArchive !== undefined)
    return { kind: 'archives', when: whenOf(baseBlob.tierToArchive) };
  return undefined;
}

/** Prefixes start with the name of a container; a rule without any is for the whole account. */
export const prefixesOf = ({ definition }: AzureLifecycleRule): readonly string[] => definition.filters?.prefixMatch ?? [];

/** Whether a rule can meet a blob of the container below the target's prefix. */
export function meetsContainer(rule: AzureLifecycleRule, container: string, prefix: string | undefined): boolean {
  const types = rule.definition.filters?.blobTypes ?? [];
  if (types.length > 0 && !types.some((type) => type.toLowerCase() === 'blockblob')) return false;
  const below = prefix === undefined || prefix === '' ? '' : `${prefix.replace(/\/+$/, '')}/`;
  const area = `${container}/${below}`;
  const starts = prefixesOf(rule);
  return starts.length === 0 || starts.some((start) => area.startsWith(start) || start.startsWith(area));
}

/** True when the rule asks for index tags, which nobody knows of W&B's blobs. */
export const isTagged = ({ definition }: AzureLifecycleRule): boolean => (definition.filters?.blobIndexMatch ?? []).length > 0;

/** `below "wandb/runs"`, or the whole account. */
export function placeOf(rule: AzureLifecycleRule): string {
  const starts = prefixesOf(rule);
  if (starts.length === 0) return 'in the whole account';
  const shown = starts.slice(0, 3).map((start) => JSON.stringify(printable(start, 80)));
  return `below ${shown.join(', ')}${starts.length > 3 ? ' and others' : ''}`;
}
