import { defineGcsCheck, fail, pass, undecided, type Remediation } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';
import { wandbServiceAccounts } from '../../requirements/gcp.ts';
import { noBucket, wandbAccount } from '../support/gcs/bucket.ts';
import { remedy } from '../../fixes/step.ts';

const wanted = ['DATA_READ', 'DATA_WRITE'] as const;
const services: readonly string[] = ['storage.googleapis.com', 'allServices'];

export const gcsAuditLogs = defineGcsCheck({
  id: 'gcs/audit-logs',
  title: 'Reads and writes of objects are logged',
  severity: 'low',
  rationale:
    'Files move over pre-signed URLs between clients and the bucket, past W&B: only logs of Cloud Storage tell who read what. Google keeps Data Access audit logs off until a project turns them on; usage logs of the bucket serve as well. A folder or the organization can turn audit logs on for all of its projects, which neither bucket nor project shows.',
  remediation:
    'Turn on Data Access audit logs (DATA_READ and DATA_WRITE) for storage.googleapis.com in the project, or usage logs of the bucket; waive this check where a folder or the organization does it.',
  source: [
    { document: 'D-2026S', edition: '2026-02' },
    { document: 'S004', edition: '2025-03' },
    { document: 'GCP', inferred: true },
  ],
  rows: ['GCS-BKT-12', 'AUD-03'],
  tags: ['hygiene', 'logging'],
  controls: { 'nist-800-53-r5': ['AU-2', 'AU-12'] },
  requires: ['bucket'],
  consults: ['projectIamPolicy'],
  evaluate: ({ bucket, projectIamPolicy }, context) => {
    if (bucket === null) return noBucket();
    const logBucket = bucket.logging?.logBucket;
    if (logBucket !== undefined && logBucket !== '')
      return pass(`usage logs go to ${printable(logBucket)}`, {
        evidence: [{ facet: 'bucket', path: 'logging.logBucket', value: printable(logBucket) }],
      });
    if (projectIamPolicy.state === 'unreadable')
      return undecided('the bucket keeps no usage logs, and whether the project keeps audit logs is not known', [
        'projectIamPolicy',
      ]);
    const configs = (projectIamPolicy.state === 'present' ? projectIamPolicy.value.auditConfigs : undefined) ?? [];
    const kept = configs.flatMap(({ service, auditLogConfigs = [] }) => (services.includes(service) ? auditLogConfigs : []));
    const missing = wanted.filter((type) => !kept.some(({ logType }) => logType === type));
    const exempt = [...new Set(kept.flatMap(({ exemptedMembers = [] }) => exemptedMembers))];
    const details =
      exempt.length === 0
        ? []
        : [
            `exempt from the audit logs: ${exempt
              .slice(0, 5)
              .map((name) => printable(name, 120))
              .join(', ')}`,
          ];
    const evidence = [
      { facet: 'projectIamPolicy', path: 'auditConfigs', value: kept.map(({ logType }) => printable(logType, 40)) },
    ];
    const account = wandbAccount(context);
    const ours = (account.known ? [account.account] : Object.values(wandbServiceAccounts)).map((one) => one.toLowerCase());
    const spared = kept
      .filter(({ logType }) => wanted.some((type) => type === logType))
      .flatMap(({ exemptedMembers = [] }) => exemptedMembers)
      .find((name) => ours.some((one) => name.toLowerCase() === `serviceaccount:${one}`));
    if (missing.length === 0 && spared !== undefined)
      return fail(
        `the audit logs leave out ${printable(spared, 120)}, and pre-signed URLs act as that account, so what they read or write is not logged`,
        {
          key: 'exempt',
          details,
          evidence,
          fix: { summary: `Take ${printable(spared, 120)} out of exemptedMembers of the audit configuration` },
        },
      );
    if (missing.length === 0) return pass('the project keeps Data Access audit logs of reads and writes', { details, evidence });
    const what = missing.length === wanted.length ? 'no Data Access audit logs' : `no audit logs of ${missing.join(', ')}`;
    return fail(`the project keeps ${what} of Cloud Storage and the bucket no usage logs`, {
      details: [
        ...details,
        'an audit configuration of a folder or of the organization would serve as well, and does not show here',
      ],
      evidence,
      fix: fixFor(bucket.projectNumber),
    });
  },
});

const config = { service: 'storage.googleapis.com', auditLogConfigs: wanted.map((logType) => ({ logType })) };

/** Audit logs are part of the IAM policy of the project, which can only be replaced as a whole. */
function fixFor(project: string | undefined): Remediation {
  const gcloud = (verb: string): readonly string[] => ['gcloud', 'projects', verb, printable(project ?? '', 40)];
  return remedy(
    `Turn on Data Access audit logs of Cloud Storage: between the commands, add ${JSON.stringify(config)} to auditConfigs in policy.json; usage logs of the bucket would serve as well`,
    ...(project === undefined
      ? []
      : [
          { run: [...gcloud('get-iam-policy'), '--format=json'], output: 'policy.json', shows: 'IAM policy of the project' },
          { run: [...gcloud('set-iam-policy'), 'policy.json'] },
        ]),
  );
}
