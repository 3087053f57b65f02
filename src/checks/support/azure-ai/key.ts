import { fail, manual, notApplicable, undecided, type EvidenceLine, type Verdict } from '../../../core/check.ts';
import type { FacetValue } from '../../../evidence/index.ts';
import { lastSegment, parseResourceId } from '../../../policy/azure/resource-id.ts';
import { isManagedHsm, parseKeyIdentifier } from '../../../policy/azure/vault-uri.ts';
import { printable } from '../../../policy/printable.ts';
import { az } from '../../../fixes/azure.ts';
import { sameText, type KeyUse } from './uses.ts';
import { remedy } from '../../../fixes/step.ts';

export type Keys = FacetValue<'azure-ai', 'keys'> | null;
export type KeyOfVault = Extract<NonNullable<Keys>[number]['answer'], { state: 'present' }>['value'];

/** A key that was read. */
export interface FoundKey {
  readonly use: KeyUse;
  readonly key: KeyOfVault;
  /** `the key cmk`. */
  readonly noun: string;
  readonly evidence: (path: string, value: unknown) => readonly EvidenceLine[];
}

/** Name of the vault that a use names, by resource id or by the host of its address. */
export const vaultLabel = ({ vaultId, host }: KeyUse): string =>
  (vaultId === undefined ? (host?.split('.')[0] ?? '') : (parseResourceId(vaultId)?.names[0] ?? '')).toLowerCase();

/** Whether an id, of ARM or of the data plane, is that of the key. */
export function isKeyOf(use: KeyUse, id: string): boolean {
  const arm = parseResourceId(id);
  const plain = parseKeyIdentifier(id);
  const [vault, key] = arm === undefined ? [plain?.host.split('.')[0], plain?.name] : [arm.names[0], arm.names[1]];
  return use.key !== undefined && sameText(key, use.key) && sameText(vault, vaultLabel(use));
}

/** The keys that were read, and those of their versions that are pinned. */
export interface KeyFacts {
  readonly keys: Keys;
  readonly keyVersions: Keys;
}

interface KeyItem {
  readonly facet: keyof KeyFacts;
  readonly index: number;
  readonly item: NonNullable<Keys>[number];
}

const findIn = (use: KeyUse, facet: keyof KeyFacts, items: Keys, version?: string): KeyItem | undefined => {
  const index = (items ?? []).findIndex(({ id }) => isKeyOf(use, id) && (version === undefined || lastSegment(id) === version));
  const item = items?.[index];
  return item === undefined ? undefined : { facet, index, item };
};

/**
 * Judges the key by its newest version, or says why it cannot be judged.
 * @param tellsGone whether this is the check that fails for a key that does not exist; the others do not repeat it
 */
export const onKey = (use: KeyUse, keys: Keys, judge: (found: FoundKey) => Verdict, tellsGone = false): Verdict =>
  onFound(use, findIn(use, 'keys', keys), judge, tellsGone);

/** Judges the version of the key that is in use: the one that is pinned, else the newest. */
export function onUsedKey(
  use: KeyUse,
  { keys, keyVersions }: KeyFacts,
  judge: (found: FoundKey) => Verdict,
  tellsGone = false,
): Verdict {
  const newest = findIn(use, 'keys', keys);
  if (use.version === undefined || newest?.item.answer.state === 'absent') return onFound(use, newest, judge, tellsGone);
  const pinned = findIn(use, 'keyVersions', keyVersions, use.version.toLowerCase());
  if (pinned !== undefined) return onFound(use, pinned, judge, tellsGone);
  const answer = newest?.item.answer;
  const current =
    answer?.state === 'present' ? parseKeyIdentifier(answer.value.properties.keyUriWithVersion ?? '')?.version : undefined;
  if (answer?.state !== 'present' || sameText(current, use.version)) return onFound(use, newest, judge, tellsGone);
  return manual(
    `version ${printable(use.version, 40)} of the key ${printable(use.key ?? '', 80)}, which ${use.who} names, was not read`,
    {
      key: 'version-not-read',
      severity: 'medium',
    },
  );
}

function onFound(use: KeyUse, found: KeyItem | undefined, judge: (found: FoundKey) => Verdict, tellsGone: boolean): Verdict {
  const noun = `the key ${printable(use.key ?? 'without a name', 80)}`;
  if (found === undefined && use.host !== undefined && isManagedHsm(use.host))
    return notApplicable(`${noun} of ${use.who} is in a managed HSM, and was not read; see azure-ai/key-permissions`);
  if (found === undefined) {
    return manual(`${noun} of ${use.who} was not found by the address that names it`, {
      key: 'key-not-found',
      severity: 'medium',
      evidence: [{ facet: use.facet, path: use.path, value: use.host ?? null }],
    });
  }
  const { facet, index, item } = found;
  const what = facet === 'keys' ? noun : `version ${printable(use.version ?? '', 40)} of ${noun}`;
  if (item.answer.state === 'unreadable') return undecided(`${what} of ${use.who} could not be read`, [facet]);
  if (item.answer.state === 'absent') {
    if (!tellsGone) return notApplicable(`${what} of ${use.who} does not exist; see azure-ai/key-enabled`);
    return fail(`${what} of ${use.who} does not exist in the vault`, {
      key: 'no-key',
      evidence: [{ facet, path: `[${index}].answer.state`, value: 'absent' }],
      fix: remedy('Recover the deleted key', az('keyvault', 'key', 'recover', ...keyWords(use))),
    });
  }
  return judge({
    use,
    key: item.answer.value,
    noun,
    evidence: (path, value) => [{ facet, path: `[${index}].answer.value.properties.${path}`, value: value ?? null }],
  });
}

/** `--vault-name … --name …`. */
export const keyWords = (use: KeyUse): readonly string[] => ['--vault-name', vaultLabel(use), '--name', use.key ?? ''];
