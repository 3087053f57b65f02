import { describe, expect, it } from 'vitest';
import { azureDeploymentAvailable } from '../../src/checks/azure/deployment-available.ts';
import { deploymentAvailable as aws } from '../../src/checks/aws/deployment-available.ts';
import { deploymentAvailable as coreweave } from '../../src/checks/coreweave/deployment-available.ts';
import { gcsDeploymentAvailable } from '../../src/checks/gcs/deployment-available.ts';
import { deploymentAvailable as compatible } from '../../src/checks/s3-compatible/deployment-available.ts';
import { deployments, editions, levels, type Edition } from '../../src/evidence/declared.ts';
import { judge } from '../support/describe-check.ts';

// What each edition of W&B's documents lists: multi-tenant, dedicated and self-managed, each at instance and team level.
const listed: Readonly<Record<string, Readonly<Record<Edition, string>>>> = {
  aws: { '2023-11': '-t it it', '2024-02': '-t it it', '2025-03': '-t it it', '2026-02': '-t it it' },
  gcs: { '2023-11': '-t it it', '2024-02': '-t it it', '2025-03': '-t it it', '2026-02': '-t it it' },
  azure: { '2023-11': '-- i- it', '2024-02': '-- i- it', '2025-03': '-- it it', '2026-02': '-- it it' },
  coreweave: { '2023-11': '-- -- --', '2024-02': '-- -- --', '2025-03': '-- -- --', '2026-02': '-t it it' },
  's3-compatible': { '2023-11': '-- -- it', '2024-02': '-- -- it', '2025-03': '-- -t it', '2026-02': '-- it it' },
};
const checks = [aws, gcsDeploymentAvailable, azureDeploymentAvailable, coreweave, compatible];

describe.each(checks)('$id', (check) => {
  it.each(editions)('follows what edition %s lists', (edition) => {
    const found = deployments.map((deployment) =>
      levels
        .map((level) => (judge(check, { with: { deployment, level, edition } }).status === 'fail' ? '-' : level.charAt(0)))
        .join(''),
    );
    expect(found.join(' ')).toBe(listed[check.provider]?.[edition]);
  });
});
