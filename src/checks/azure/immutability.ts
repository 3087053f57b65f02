import { defineAzureCheck, fail, notApplicable, pass, undecided, type EvidenceLine } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';

export const azureImmutability = defineAzureCheck({
  id: 'azure/immutability',
  title: 'No immutability policy and no legal hold keeps W&B from deleting blobs',
  severity: 'medium',
  rationale:
    'W&B deletes the files of deleted artifacts. Under an immutability policy no blob can be deleted or overwritten before it is old enough, and under a legal hold none until the hold is taken off, so the garbage collection frees nothing and the container grows.',
  remediation: 'Remove the immutability policy and the legal hold, or accept that storage is freed later.',
  source: [
    { document: 'D-2026S', edition: '2026-02', inferred: true },
    { document: 'AZ', inferred: true },
  ],
  rows: ['AZ-BLOB-25', 'AZ-19', 'GEN-06'],
  tags: ['data-protection', 'cost'],
  requires: ['container'],
  consults: ['immutabilityPolicy', 'storageAccount'],
  evaluate: ({ container, immutabilityPolicy, storageAccount }) => {
    if (container === null) return notApplicable('there is no container to look at; see azure/container-exists');
    const { hasLegalHold, hasImmutabilityPolicy, immutableStorageWithVersioning } = container.properties;
    const line = (name: string, value: unknown): EvidenceLine => ({
      facet: 'container',
      path: `properties.${name}`,
      value: value ?? null,
    });
    const evidence = [line('hasImmutabilityPolicy', hasImmutabilityPolicy), line('hasLegalHold', hasLegalHold)];
    if (hasLegalHold === true)
      return fail('the container is under a legal hold, so W&B can delete nothing until it is taken off', {
        key: 'legal-hold',
        evidence,
        fix: { summary: 'Take the legal hold off, once whoever set it agrees' },
      });
    const policy = immutabilityPolicy.state === 'present' ? immutabilityPolicy.value.properties : undefined;
    const days = policy?.immutabilityPeriodSinceCreationInDays ?? undefined;
    // Where there is none, the service answers with a policy of zero days.
    if (hasImmutabilityPolicy === true || (days !== undefined && days > 0)) {
      const isLocked = policy?.state?.toLowerCase() === 'locked';
      const term = days === undefined ? 'for a time that was not read' : `for ${days} ${days === 1 ? 'day' : 'days'}`;
      return fail(
        `an immutability policy keeps every blob ${term}, so W&B cannot free deleted artifacts before${isLocked ? '; it is locked' : ''}`,
        {
          key: isLocked ? 'locked' : 'policy',
          evidence:
            policy === undefined
              ? evidence
              : [
                  ...evidence,
                  {
                    facet: 'immutabilityPolicy',
                    path: 'properties',
                    value: { immutabilityPeriodSinceCreationInDays: days ?? null, state: printable(policy.state ?? '', 40) },
                  },
                ],
          fix: {
            summary: isLocked
              ? 'Use another container: a locked policy can never be removed'
              : 'Delete the immutability policy of the container',
          },
        },
      );
    }
    if (typeof hasImmutabilityPolicy !== 'boolean' && immutabilityPolicy.state === 'unreadable')
      return undecided('the container does not tell whether it has an immutability policy, and the policy could not be read', [
        'immutabilityPolicy',
      ]);
    if (storageAccount.state === 'unreadable')
      return undecided('the container has no immutability policy of its own, and that of the account could not be read', [
        'storageAccount',
      ]);
    const account =
      storageAccount.state === 'present' ? storageAccount.value.properties.immutableStorageWithVersioning : undefined;
    const ofAccount = account?.immutabilityPolicy?.immutabilityPeriodSinceCreationInDays ?? 0;
    const isOff = account?.immutabilityPolicy?.state?.toLowerCase() === 'disabled';
    if (account?.enabled === true && ofAccount > 0 && !isOff)
      return fail(
        `the account keeps every version of a blob for ${ofAccount} days, so W&B cannot free deleted artifacts before`,
        {
          key: 'account-policy',
          evidence: [
            ...evidence,
            {
              facet: 'storageAccount',
              path: 'properties.immutableStorageWithVersioning.immutabilityPolicy.immutabilityPeriodSinceCreationInDays',
              value: ofAccount,
            },
          ],
          fix: { summary: 'Use an account without such a policy' },
        },
      );
    const versions = immutableStorageWithVersioning?.enabled === true;
    return pass('the container has no immutability policy and no legal hold', {
      evidence,
      ...(versions ? { details: ['versions of single blobs can be made immutable, and those could not be deleted'] } : {}),
    });
  },
});
