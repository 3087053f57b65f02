import { defineAzureCheck, fail, manual, notApplicable, pass } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';
import { az } from '../support/azure/account.ts';
import { remedy } from '../../fixes/step.ts';

export const azurePublicAccessContainer = defineAzureCheck({
  id: 'azure/public-access-container',
  title: 'The container is private',
  severity: 'high',
  rationale: 'Everybody on the Internet can read the blobs of a container with public access, without a URL of W&B.',
  remediation: 'Set the public access of the container to none.',
  source: [{ document: 'TFZ', quote: 'container_access_type = "private"' }, { document: 'AZ' }],
  rows: ['AZ-BLOB-14', 'AZ-10'],
  tags: ['public-access'],
  controls: { 'nist-800-53-r5': ['AC-3', 'AC-6'] },
  requires: ['container'],
  consults: ['storageAccount'],
  evaluate: ({ container, storageAccount }, { target }) => {
    if (container === null) return notApplicable('there is no container to look at; see azure/container-exists');
    const level = container.properties.publicAccess ?? undefined;
    const evidence = [
      { facet: 'container', path: 'properties.publicAccess', value: level === undefined ? null : printable(level, 40) },
    ];
    if (level?.toLowerCase() === 'none') return pass('the container is private', { evidence });
    const isForbidden = storageAccount.state === 'present' && storageAccount.value.properties.allowBlobPublicAccess === false;
    if (level === undefined || level === '') {
      if (isForbidden) return pass('the account forbids public containers', { evidence });
      return manual('the answer does not tell whether the container is public', { key: 'not-told', severity: 'low', evidence });
    }
    const account = storageAccount.state === 'present' ? storageAccount.value.id : (target.resourceId ?? target.account);
    const fix = remedy(
      'Make the container private',
      ...(account === undefined
        ? []
        : [
            az(
              'storage',
              'container-rm',
              'update',
              '--storage-account',
              account,
              '--name',
              target.bucket,
              '--public-access',
              'off',
            ),
          ]),
    );
    if (!['blob', 'container'].includes(level.toLowerCase()))
      return manual(`the container has the public access ${printable(level, 40)}, which byob-audit does not know`, {
        severity: 'medium',
        evidence,
      });
    const what = level.toLowerCase() === 'blob' ? 'read every blob whose name they know' : 'list and read every blob';
    if (isForbidden)
      return fail(
        `the container is set to public access (${printable(level, 40)}), and only the setting of the account holds it back`,
        {
          key: 'held-back',
          severity: 'medium',
          evidence,
          fix,
        },
      );
    return fail(`everybody on the Internet can ${what} (publicAccess is ${printable(level, 40)})`, { evidence, fix });
  },
});
