import { gcsIamAdvice } from '../../../src/checks/gcs/iam-advice.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { documentOf } from '../../support/documents.ts';

const binding = { role: 'roles/storage.admin', members: ['serviceAccount:deploy@wandb-production.iam.gserviceaccount.com'] };
const condition = { title: 'sub', expression: 'resource.type == "storage.googleapis.com/Bucket"' };
const policy = (more: object = {}, top: object = { version: 3, etag: 'CAE=' }): string =>
  JSON.stringify({ ...top, bindings: [{ ...binding, ...more }] });

describeCheck(gcsIamAdvice, {
  'passes when': {
    'nothing is left over': {
      with: documentOf('gcs-iam', policy({ condition })),
      says: 'there is nothing to say of how the document is written',
    },
  },
  'fails when': {
    'a principal was deleted': {
      with: documentOf(
        'gcs-iam',
        policy({ members: ['deleted:serviceAccount:a@b.iam.gserviceaccount.com?uid=123456789012345678901'] }),
      ),
      says: /^bindings\[0\] \(roles\/storage\.admin\) names a deleted principal, which has no access: deleted:serviceAccount:a@b/,
      severity: 'info',
    },
    'a conditional policy comes without its etag': {
      with: documentOf('gcs-iam', policy({ condition }, { version: 3 })),
      says: /^etag is absent/,
    },
  },
  'does not apply when': {
    'the service has stored it': { says: 'what the service has stored it has accepted' },
    'it is refused': { with: documentOf('gcs-iam', '[]'), says: 'the document is refused' },
  },
});
