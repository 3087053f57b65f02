import { defineAzureCheck, fail, manual, pass } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';
import { presignedUrlLifetime } from '../../requirements/aws.ts';
import { accountLine, noAccount, updateAccount } from '../support/azure/account.ts';
import { remedy } from '../../fixes/step.ts';

/** Milliseconds of `D.HH:MM:SS`; undefined for another text. */
function periodOf(text: string): number | undefined {
  const match = /^(?:(\d{1,6})\.)?(\d{1,2}):(\d{1,2}):(\d{1,2})$/.exec(text);
  if (match === null) return undefined;
  const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  return ((((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1000;
}

export const azureSasPolicy = defineAzureCheck({
  id: 'azure/sas-policy',
  title: "The account lets URLs live as long as W&B's do",
  severity: 'high',
  rationale:
    "W&B's URLs for uploads live for 24 hours and those for downloads for one. A SAS policy with the action Block refuses every URL that is signed for longer than its period; with the action Log such a use is only logged.",
  remediation: 'Set the period of the SAS policy to one day or more, or its action to Log.',
  source: [{ document: 'S004', edition: '2025-03' }, { document: 'D-2026S', edition: '2026-02' }, { document: 'AZ' }],
  rows: ['AZ-BLOB-12', 'AZ-20', 'PSU-01'],
  tags: ['presigned', 'access'],
  requires: ['storageAccount'],
  evaluate: ({ storageAccount }) => {
    if (storageAccount === null) return noAccount();
    const { sasPolicy } = storageAccount.properties;
    const text = sasPolicy?.sasExpirationPeriod;
    const evidence = [accountLine('sasPolicy.sasExpirationPeriod', text)];
    if (text === null || text === undefined || text === '') return pass('the account has no SAS policy', { evidence });
    const action = sasPolicy?.expirationAction ?? undefined;
    const shown = printable(text, 40);
    const period = periodOf(text);
    if (period === undefined)
      return manual(`the SAS policy has the period ${shown}, which is not of the form D.HH:MM:SS`, {
        key: 'not-understood',
        severity: 'medium',
        evidence,
      });
    const more = [...evidence, accountLine('sasPolicy.expirationAction', action)];
    if (period >= presignedUrlLifetime.write)
      return pass(`the SAS policy allows ${shown}, and URLs of W&B live for 24 hours at most`, { evidence: more });
    if (action?.toLowerCase() === 'log')
      return pass(`the SAS policy logs URLs that live longer than ${shown} and refuses none`, {
        evidence: more,
        details: ['every upload by W&B is logged as a breach of the policy, because its URLs live for 24 hours'],
      });
    if (action?.toLowerCase() !== 'block')
      return manual(
        `the SAS policy is shorter than 24 hours (${shown}), and its action is ${action === undefined ? 'not told' : printable(action, 40)}`,
        {
          key: 'action',
          severity: 'medium',
          evidence: more,
        },
      );
    return fail(`the SAS policy blocks URLs that live longer than ${shown}, and upload URLs of W&B live for 24 hours`, {
      evidence: more,
      fix: remedy('Let URLs live for a day', updateAccount(storageAccount.id, '--sas-exp', '1.00:00:00')),
    });
  },
});
