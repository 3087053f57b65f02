import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../src/evidence/index.ts';
import { parseEvidence } from '../../../src/evidence/parse.ts';
import { maskAccounts } from '../../../src/providers/recorded/mask.ts';
import { recordGcsCase } from '../../support/fake-gcs/record.ts';

const projectNumber = '9876543210';
const keyName = 'projects/acme-keys-123/locations/us/keyRings/wandb/cryptoKeys/bucket';
const wandb = 'serviceAccount:deploy@wandb-production.iam.gserviceaccount.com';

const recorded = (): Promise<Evidence<'gcs'>> =>
  recordGcsCase({
    name: 'x',
    about: 'x',
    declared: { deployment: 'dedicated', kmsKey: keyName },
    fails: [],
    exit: 0,
    bucket: {
      name: 'acme-ml-wandb',
      projectNumber,
      projectId: 'acme-ml',
      encryption: { defaultKmsKeyName: keyName },
      bindings: [
        { role: 'roles/storage.admin', members: [wandb, 'serviceAccount:app@acme-ml.iam.gserviceaccount.com'] },
        { role: 'projects/acme-ml/roles/custom', members: ['projectOwner:acme-ml', 'group:ml@acme.example'] },
        {
          role: 'organizations/111122223333/roles/custom',
          members: [`serviceAccount:${projectNumber}-compute@developer.gserviceaccount.com`],
        },
        {
          role: 'roles/storage.objectViewer',
          members: ['serviceAccount:acme-ml@appspot.gserviceaccount.com', 'serviceAccount:acme-ml.svc.id.goog[ns/sa]'],
          condition: { expression: 'resource.name.startsWith("projects/_/buckets/acme-ml-wandb/objects/a/")' },
        },
      ],
      projectBindings: [{ role: 'roles/owner', members: [`serviceAccount:${projectNumber}@cloudservices.gserviceaccount.com`] }],
      key: {
        name: keyName,
        bindings: [
          {
            role: 'roles/cloudkms.cryptoKeyEncrypterDecrypter',
            members: [`serviceAccount:service-${projectNumber}@gs-project-accounts.iam.gserviceaccount.com`],
          },
        ],
      },
    },
  });

describe('masked projects of Google Cloud', () => {
  it('leave neither number nor id, except that of W&B', async () => {
    const text = JSON.stringify(maskAccounts(await recorded()).facets);
    for (const secret of [projectNumber, 'acme-keys-123', 'acme-ml.', 'acme-ml@', ':acme-ml"', 'projects/acme', '111122223333'])
      expect(text).not.toContain(secret);
    expect(text).toContain(wandb);
    expect(text).toContain('group:ml@acme.example');
  });

  it('are the same everywhere, so that the verdicts do not change', async () => {
    const evidence = await recorded();
    const masked = maskAccounts(evidence);
    const { bucket, kmsKey, kmsKeyIamPolicy, iamPolicy } = masked.facets;
    const number = '000000000001';
    const key = keyName.replace('acme-keys-123', 'masked-project-1');
    expect(masked.declared?.kmsKey).toBe(key);
    expect(bucket).toMatchObject({
      value: { name: 'acme-ml-wandb', projectNumber: number, encryption: { defaultKmsKeyName: key } },
    });
    expect(kmsKey).toMatchObject({ value: { name: key } });
    expect(kmsKeyIamPolicy).toMatchObject({
      value: { bindings: [{ members: [`serviceAccount:service-${number}@gs-project-accounts.iam.gserviceaccount.com`] }] },
    });
    expect(iamPolicy).toMatchObject({
      value: {
        resourceId: 'projects/_/buckets/acme-ml-wandb',
        bindings: [
          { members: [wandb, 'serviceAccount:app@masked-project-2.iam.gserviceaccount.com'] },
          { role: 'projects/masked-project-2/roles/custom', members: ['projectOwner:masked-project-2', 'group:ml@acme.example'] },
          { members: [`serviceAccount:${number}-compute@developer.gserviceaccount.com`] },
          {
            members: [
              'serviceAccount:masked-project-2@appspot.gserviceaccount.com',
              'serviceAccount:masked-project-2.svc.id.goog[ns/sa]',
            ],
            condition: { expression: 'resource.name.startsWith("projects/_/buckets/acme-ml-wandb/objects/a/")' },
          },
        ],
      },
    });
  });

  it('are still evidence, and the original is untouched', async () => {
    const evidence = await recorded();
    const before = JSON.stringify(evidence);
    const masked = maskAccounts(evidence);
    expect(await parseEvidence(JSON.parse(JSON.stringify(masked)))).toEqual({ ok: true, evidence: masked });
    expect(JSON.stringify(evidence)).toBe(before);
  });

  it('are masked in what an error says', () => {
    const detail = 'cloudkms.googleapis.com is not enabled in project acme-ml: `gcloud services enable` does that';
    const masked = maskAccounts<Evidence<'gcs'>>({
      kind: 'byob-audit/evidence',
      schemaVersion: 1,
      provider: 'gcs',
      target: { uri: 'gs://acme', bucket: 'acme' },
      collectedAt: '2026-11-21T12:00:00.000Z',
      tool: { name: 'byob-audit', version: '0.0.0' },
      facets: { kmsKey: { state: 'unreadable', cause: 'not-supported', detail } },
    });
    expect(masked.facets.kmsKey).toMatchObject({ detail: detail.replace('acme-ml', 'masked-project-1') });
  });
});
