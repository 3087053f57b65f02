import { fail, manual, notApplicable, pass, type Verdict } from '../../../core/check.ts';
import { printable } from '../../../policy/printable.ts';
import {
  contradictions,
  expirySoonDays,
  keyOperations,
  keySizes,
  keyTypes,
  otherKeyTypes,
} from '../../../requirements/azure-ai.ts';
import { keyWords, vaultLabel, type FoundKey } from './key.ts';
import { sameText, type KeyUse } from './uses.ts';
import { az } from '../../../fixes/azure.ts';
import { remedy } from '../../../fixes/step.ts';
import type { Step } from '../../../evidence/step.ts';

const setAttributes = ({ use }: FoundKey, ...words: readonly string[]): Step =>
  az('keyvault', 'key', 'set-attributes', ...keyWords(use), ...words);

/** Catalogue row AZ-KEY-01. */
export function judgeKeyEnabled(found: FoundKey): Verdict {
  const enabled = found.key.properties.attributes?.enabled;
  const evidence = found.evidence('attributes.enabled', enabled);
  if (enabled === true) return pass(`${found.noun} is enabled`, { evidence });
  if (enabled === false) {
    return fail(`${found.noun} is disabled`, {
      evidence,
      fix: remedy('Enable the key', setAttributes(found, '--enabled', 'true')),
    });
  }
  return manual(`the vault does not tell whether ${found.noun} is enabled`, { evidence, severity: 'medium' });
}

/** Catalogue row AZ-KEY-02. */
export function judgeKeyType(found: FoundKey): Verdict {
  const { kty } = found.key.properties;
  const evidence = found.evidence('kty', kty);
  if (kty === null || kty === undefined)
    return manual(`the vault does not tell the type of ${found.noun}`, { evidence, severity: 'medium' });
  if (keyTypes.some((type) => sameText(kty, type))) return pass(`${found.noun} is of type ${printable(kty, 20)}`, { evidence });
  if (!otherKeyTypes.some((type) => sameText(kty, type)))
    return manual(`${found.noun} is of type ${printable(kty, 20)}, which no document explains`, {
      key: 'unknown-type',
      severity: 'medium',
      evidence,
    });
  return fail(`${found.noun} is of type ${printable(kty, 20)}, and ${found.use.who} takes RSA and RSA-HSM only`, {
    evidence,
    fix: remedy('Make an RSA key and set it', createKey(found.use)),
  });
}

const createKey = (use: KeyUse): Step =>
  az(
    'keyvault',
    'key',
    'create',
    '--vault-name',
    vaultLabel(use),
    '--name',
    `${use.key ?? 'cmk'}-rsa`,
    '--kty',
    'RSA',
    '--size',
    '2048',
  );

/** Catalogue row AZ-KEY-03: who takes which size, and where the documents differ. */
export function judgeKeySize(found: FoundKey, foundry: boolean): Verdict {
  const { keySize: size, kty } = found.key.properties;
  const { use, noun } = found;
  const evidence = found.evidence('keySize', size);
  if (otherKeyTypes.some((type) => sameText(kty, type)))
    return notApplicable(
      `${noun} is of type ${printable(kty ?? '', 20)}, and sizes are those of RSA keys; see azure-ai/key-type`,
    );
  if (size === null || size === undefined)
    return manual(`the vault does not tell the size of ${noun}`, { evidence, severity: 'medium' });
  const fix = remedy('Make an RSA key of 2048 bits and set it', createKey(use));
  if (size < keySizes.least) return fail(`${noun} has ${size} bits, which no service takes`, { key: 'too-small', evidence, fix });
  const details = [contradictions.keySize];
  const only =
    use.consumer === 'hub' ? keySizes.hub : use.consumer === 'account' ? (foundry ? [] : keySizes.hub) : keySizes.service;
  const taken: readonly number[] = use.consumer === 'workspace' ? [] : only;
  if (taken.length === 0 || taken.includes(size)) {
    return pass(`${noun} has ${size} bits`, { evidence, ...(size === 2048 ? {} : { details }) });
  }
  if (use.consumer === 'hub') {
    return fail(`${noun} has ${size} bits, and the documents of hubs, up to 2025-09, take 2048 only`, {
      key: 'other-size',
      severity: 'medium',
      evidence,
      details,
      fix,
    });
  }
  return manual(`${noun} has ${size} bits, and the documents name ${taken.join(', ')} for ${use.who}`, {
    severity: 'medium',
    evidence,
    details,
  });
}

/** Catalogue row AZ-KEY-04. */
export function judgeKeyOperations(found: FoundKey): Verdict {
  const { keyOps } = found.key.properties;
  const evidence = found.evidence('keyOps', keyOps);
  if (keyOps === null || keyOps === undefined) {
    return manual(`the vault does not tell the operations of ${found.noun}`, { evidence, severity: 'medium' });
  }
  const missing = keyOperations.filter((operation) => !keyOps.some((name) => sameText(name, operation)));
  if (missing.length === 0) return pass(`${found.noun} allows ${keyOperations.join(' and ')}`, { evidence });
  return fail(`${found.noun} does not allow ${missing.join(' and ')}`, {
    evidence,
    fix: remedy(
      'Allow the operations',
      setAttributes(found, '--ops', ...new Set([...keyOps.map((name) => printable(name, 20)), ...missing])),
    ),
  });
}

/** A key without dates says so among its other attributes; one without any attributes says nothing. */
export const tellsAttributes = ({ key }: FoundKey): boolean =>
  Object.values(key.properties.attributes ?? {}).some((value) => value !== null && value !== undefined);

const day = 24 * 60 * 60 * 1000;
const isoOf = (seconds: number): string => {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.valueOf()) ? `${seconds} seconds after 1970` : date.toISOString().slice(0, 10);
};

/** Catalogue row AZ-KEY-05, at the moment when the evidence was collected. */
export function judgeValidity(found: FoundKey, now: number): Verdict {
  const { attributes } = found.key.properties;
  const { exp, nbf } = attributes ?? {};
  const evidence = [...found.evidence('attributes.exp', exp), ...found.evidence('attributes.nbf', nbf)];
  if (!tellsAttributes(found)) {
    return manual(`the vault does not tell when ${found.noun} is valid`, { severity: 'medium', evidence });
  }
  const rotate = remedy('Make a new version of the key', az('keyvault', 'key', 'rotate', ...keyWords(found.use)));
  if (typeof exp === 'number' && exp * 1000 <= now) {
    return fail(`${found.noun} expired on ${isoOf(exp)}`, { key: 'expired', evidence, fix: rotate });
  }
  if (typeof nbf === 'number' && nbf * 1000 > now) {
    return fail(`${found.noun} is not valid before ${isoOf(nbf)}`, {
      key: 'not-yet-valid',
      evidence,
      fix: remedy('Let the key be valid now', setAttributes(found, '--not-before', new Date(now).toISOString())),
    });
  }
  if (typeof exp === 'number' && exp * 1000 <= now + expirySoonDays * day) {
    return fail(`${found.noun} expires on ${isoOf(exp)}`, { key: 'expires-soon', severity: 'medium', evidence, fix: rotate });
  }
  return pass(
    typeof exp === 'number' ? `${found.noun} is valid until ${isoOf(exp)}` : `${found.noun} is valid and does not expire`,
    { evidence },
  );
}
