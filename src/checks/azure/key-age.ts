import { defineAzureCheck, fail, manual, notApplicable, pass } from '../../core/check.ts';
import { accessOf, accountLine, noAccount } from '../support/azure/account.ts';

const day = 86_400_000;

export const azureKeyAge = defineAzureCheck({
  id: 'azure/key-age',
  title: "The account's keys are younger than its key policy allows",
  severity: 'low',
  rationale:
    'A key policy (keyExpirationPeriodInDays) only reminds: an old key goes on working. Whoever rotates the keys on that reminder cuts W&B off until W&B has the new one, so rotation is to be planned with W&B.',
  remediation: 'Rotate one key at a time: give W&B the other key first, then regenerate.',
  source: [{ document: 'AZ', inferred: true }],
  rows: ['AZ-BLOB-13', 'AZ-20'],
  tags: ['access'],
  controls: { 'nist-800-53-r5': ['IA-5'] },
  requires: ['storageAccount'],
  evaluate: ({ storageAccount }, context) => {
    if (storageAccount === null) return noAccount();
    const { keyPolicy, keyCreationTime, allowSharedKeyAccess } = storageAccount.properties;
    if (allowSharedKeyAccess === false) return notApplicable('the account refuses its keys');
    if (accessOf(context) === 'managed-identity') return notApplicable('W&B uses a managed identity and none of the keys');
    const days = keyPolicy?.keyExpirationPeriodInDays ?? undefined;
    if (days === undefined || days <= 0) return notApplicable('the account has no key policy');
    const evidence = [accountLine('keyPolicy.keyExpirationPeriodInDays', days)];
    const ages = (['key1', 'key2'] as const).map((name) => {
      const created = Date.parse(keyCreationTime?.[name] ?? '');
      return { name, age: Number.isNaN(created) ? undefined : Math.floor((context.collectedAt - created) / day) };
    });
    const old = ages.filter(({ age }) => age !== undefined && age > days);
    if (old.length > 0) {
      const listed = old.map(({ name, age }) => `${name} is ${age} days old`).join(' and ');
      return fail(`${listed}, and the key policy asks for rotation after ${days} ${days === 1 ? 'day' : 'days'}`, {
        evidence: [...evidence, ...old.map(({ name }) => accountLine(`keyCreationTime.${name}`, keyCreationTime?.[name]))],
        fix: { summary: 'Give W&B the younger key, and then regenerate the older one' },
      });
    }
    if (ages.some(({ age }) => age === undefined))
      return manual(`the key policy asks for rotation after ${days} days, and the answer does not tell when the keys were made`, {
        evidence,
      });
    return pass(`both keys are younger than ${days} days`, { evidence });
  },
});
