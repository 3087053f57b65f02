import { gcsIamAccepted } from '../../../src/checks/gcs/iam-accepted.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { documentOf } from '../../support/documents.ts';

const binding = { role: 'roles/storage.admin', members: ['serviceAccount:deploy@wandb-production.iam.gserviceaccount.com'] };
const condition = { title: 'sub', expression: 'resource.type == "storage.googleapis.com/Bucket"' };
const policy = (more: object = {}, top: object = { version: 3, etag: 'CAE=' }): string =>
  JSON.stringify({ ...top, bindings: [{ ...binding, ...more }] });

describeCheck(gcsIamAccepted, {
  'passes when': {
    'IAM takes every binding': {
      with: documentOf('gcs-iam', policy({ condition })),
      says: 'nothing in the policy is refused by the rules of IAM',
    },
  },
  'fails when': {
    'a condition is in a policy of version 1': {
      with: documentOf('gcs-iam', policy({ condition }, { version: 1 })),
      says: /^IAM refuses the policy: version is 1, and bindings\[0\] has a condition, which takes version 3/,
      key: 'refused',
    },
    'a field is unknown': {
      with: documentOf('gcs-iam', policy({ Role: 'x' })),
      says: /^IAM refuses the policy: Role is not a field of a binding/,
    },
  },
  'does not apply when': {
    'the service has stored it': { says: 'what the service has stored it has accepted' },
  },
});
