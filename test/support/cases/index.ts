import type { Evidence, ProviderName } from '../../../src/evidence/index.ts';
import type { Case } from '../bucket-state.ts';
import { recordAzureAiCase } from '../fake-azure/ai-record.ts';
import { recordAzureCase } from '../fake-azure/record.ts';
import { recordGcsCase } from '../fake-gcs/record.ts';
import { azureAiCases } from './azure-ai/index.ts';
import { azureCases } from './azure/index.ts';
import { compliantCases } from './compliant.ts';
import { gcsCases } from './gcs/index.ts';
import { keyCases } from './keys.ts';
import { networkCases } from './networks.ts';
import { policyCases } from './policies.ts';
import { coreweaveCases } from './coreweave/index.ts';
import { recordCoreweave } from './coreweave/record.ts';
import { recordCase } from './record.ts';
import { storeCases } from './s3-compatible/index.ts';
import { recordStore } from './s3-compatible/record.ts';
import { bucketCases, dataCases } from './settings.ts';

/** Every end-to-end case of AWS: fixtures, the fake server and the emulators all run these. */
export const cases: readonly Case[] = [
  ...compliantCases,
  ...dataCases,
  ...keyCases,
  ...policyCases,
  ...networkCases,
  ...bucketCases,
];

/** What the end-to-end tests know about a case of any provider. */
interface Expected {
  readonly name: string;
  readonly about: string;
  /** Ids of the checks that fail, whatever their severity; empty for a compliant bucket. */
  readonly fails: readonly string[];
  /** Exit code of `byob-audit check` with the defaults. */
  readonly exit: 0 | 1 | 3;
}

/** A case whose bucket is sealed in: it can be recorded without knowing what a bucket of its provider looks like. */
export interface SuiteCase extends Expected {
  readonly record: () => Promise<Evidence>;
}

/** The end-to-end cases of one provider, recorded into `fixtures/<provider>/<case>`. */
export interface Suite {
  readonly provider: ProviderName;
  readonly cases: readonly SuiteCase[];
  /** Credentials and the like that the provider reads from the environment while it records the fake server. */
  readonly env: Readonly<Record<string, string>>;
  /** Permissions that the report of the case `locked-out` has to name. */
  readonly lockedOut: readonly string[];
  /** The cases that keep their reports in every format; together they show each status. */
  readonly reports: readonly string[];
}

/** Joins the cases of a provider with the function that records one of them from its fake server. */
const suite = <C extends Expected>(
  about: Omit<Suite, 'cases'>,
  list: readonly C[],
  record: (given: C) => Promise<Evidence>,
): Suite => ({
  ...about,
  cases: list.map((given) => ({
    name: given.name,
    about: given.about,
    fails: given.fails,
    exit: given.exit,
    record: () => record(given),
  })),
});

/** The AWS SDK looks no further for credentials than here. */
const awsEnv = { AWS_ACCESS_KEY_ID: 'testing', AWS_SECRET_ACCESS_KEY: 'testing-secret', AWS_EC2_METADATA_DISABLED: 'true' };

/** A provider's cases join the tests of fixtures, pages and coverage by one entry here. */
export const suites: readonly Suite[] = [
  suite(
    {
      provider: 'aws',
      env: awsEnv,
      lockedOut: ['s3:GetBucketVersioning', 's3:GetBucketPolicy', 's3:GetBucketCORS', 's3:GetEncryptionConfiguration'],
      reports: ['compliant-dedicated', 'locked-out', 'official-terraform-module'],
    },
    cases,
    recordCase,
  ),
  suite(
    {
      provider: 'gcs',
      env: {},
      lockedOut: ['storage.buckets.get', 'storage.buckets.getIamPolicy'],
      reports: ['compliant-dedicated', 'locked-out', 'cmek-agent-without-role'],
    },
    gcsCases,
    recordGcsCase,
  ),
  suite(
    {
      provider: 's3-compatible',
      env: awsEnv,
      lockedOut: ['s3:GetBucketVersioning', 's3:GetLifecycleConfiguration'],
      reports: ['compliant-ceph', 'locked-out', 'policy-public'],
    },
    storeCases,
    recordStore,
  ),
  suite(
    {
      provider: 'coreweave',
      env: awsEnv,
      lockedOut: ['s3:GetBucketPolicy', 's3:GetBucketCORS'],
      reports: ['compliant-saas', 'locked-out', 'policy-public'],
    },
    coreweaveCases,
    recordCoreweave,
  ),
  suite(
    {
      provider: 'azure',
      env: {},
      lockedOut: ['Microsoft.Storage/storageAccounts/read', 'Microsoft.Storage/storageAccounts/blobServices/read'],
      reports: ['compliant-team', 'locked-out', 'public-container'],
    },
    azureCases,
    recordAzureCase,
  ),
  suite(
    {
      provider: 'azure-ai',
      env: {},
      lockedOut: ['Microsoft.MachineLearningServices/workspaces/read'],
      reports: ['compliant-service-side', 'locked-out', 'official-aistudio-cmk'],
    },
    azureAiCases,
    recordAzureAiCase,
  ),
];
