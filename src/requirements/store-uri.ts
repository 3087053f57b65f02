/**
 * The grammar of W&B's storage URIs as data: schemes, parameters and what each rule rests on.
 * Sources: documents D-2025-06, D-2026S, S004, OP, HELM and GO of `docs/sources.md`.
 */

/** The schemes that W&B's operator accepts, with the store that each stands for. */
export const storeSchemes = {
  s3: 'Amazon S3 or an S3-compatible store',
  gs: 'Google Cloud Storage',
  az: 'Azure Blob Storage',
  cw: 'CoreWeave AI Object Storage',
} as const;

export type StoreScheme = keyof typeof storeSchemes;

/** Names that people write for a scheme: those of Helm's providers, of products and of endpoints. */
export const mistakenSchemes: Readonly<Record<string, StoreScheme>> = {
  gcs: 'gs',
  gcp: 'gs',
  azure: 'az',
  abfs: 'az',
  abfss: 'az',
  wasbs: 'az',
  s3a: 's3',
  minio: 's3',
  ceph: 's3',
  http: 's3',
  https: 's3',
  coreweave: 'cw',
};

/** The query parameters that the server knows (OP `S3QueryParams`); names are case-sensitive. */
export const storeParameters = ['region', 'tls', 'forcePathStyle'] as const;

/** What Go's `strconv.ParseBool` accepts. */
export const goBooleans: Readonly<Record<string, boolean>> = {
  1: true,
  t: true,
  T: true,
  true: true,
  TRUE: true,
  True: true,
  0: false,
  f: false,
  F: false,
  false: false,
  FALSE: false,
  False: false,
};

/** The variable that holds the stores of teams: today's name (since 2024-06) and the one before it. */
export const storeVariables = { current: 'GORILLA_SUPPORTED_FILE_STORES', former: 'SUPPORTED_FILE_STORES' } as const;

/** What a rule rests on. */
export interface StoreUriRuleSource {
  readonly severity: 'high' | 'medium' | 'low' | 'info';
  /** Rows of the requirement catalogue; empty where the rule is a row of its table of examples only. */
  readonly rows: readonly string[];
  readonly document: string;
  readonly quote?: string;
  readonly inferred?: true;
}

const go = (rows: readonly string[] = []): StoreUriRuleSource => ({ severity: 'high', rows, document: 'GO' });
const newest = (rows: readonly string[], quote?: string): StoreUriRuleSource => ({
  severity: 'high',
  rows,
  document: 'D-2026S',
  ...(quote === undefined ? {} : { quote }),
});
const operator = (rows: readonly string[], quote?: string): StoreUriRuleSource => ({ ...newest(rows, quote), document: 'OP' });
const inferred = (rows: readonly string[] = []): StoreUriRuleSource => ({
  severity: 'low',
  rows,
  document: 'OP',
  inferred: true,
});

/** Every rule about a storage URI. The severity holds where the text alone decides; some messages carry a lower one. */
export const storeUriRules = {
  'value-empty': { ...newest(['GEN-07']) },
  'value-too-long': inferred(),
  'variable-renamed': { severity: 'low', rows: ['GEN-07'], document: 'D-2024-06' },
  'several-values': inferred(['GEN-07']),
  'values-separator': { ...go(['GEN-07']) },
  'env-file-quotes': inferred(),
  placeholder: newest([], 's3://<accessKey>:<secretAccessKey>@<url_endpoint>/<bucketName>'),
  'surrounding-characters': go(),
  'control-character': go(),
  'not-a-uri': go(),
  'unknown-scheme': operator([], '`gcs://` is not accepted'),
  'scheme-case': inferred(),
  'userinfo-delimiter': go(),
  'userinfo-character': go(),
  'percent-escape': go(),
  'percent-not-utf8': { ...inferred(), document: 'GO' },
  'at-sign-after-authority': inferred(['GEN-11']),
  'credentials-half': operator([], 'object store access key and secret key must be configured together'),
  'credentials-without-at': go(['S3C-01']),
  'credentials-missing': { severity: 'low', rows: ['S3C-01'], document: 'D-2026S' },
  'credentials-on-multi-tenant': newest(['GEN-01']),
  fragment: go(),
  'host-invalid': go(),
  'port-invalid': go(),
  'endpoint-has-scheme': go(),
  'endpoint-missing': newest(['S3C-01']),
  'endpoint-in-cluster': {
    ...newest(['S3C-03'], 'Be sure to use the externally accessible host / ingress, not the internal service'),
    document: 'HELM',
  },
  'endpoint-reserved': inferred(['S3C-03']),
  'endpoint-private': { severity: 'medium', rows: ['S3C-03'], document: 'HELM' },
  'endpoint-short-name': inferred(['S3C-03']),
  'endpoint-global': { severity: 'medium', rows: ['AWS-S3-20'], document: 'D-2026S', quote: '<s3_regional_url_endpoint>' },
  'endpoint-other-region': newest(['AWS-S3-20']),
  'bucket-in-host': operator([]),
  'bucket-missing': newest(['S3C-01']),
  'bucket-name': { ...newest([]), document: 'AWS' },
  'region-missing': newest(['S3C-01', 'AWS-S3-20']),
  'region-malformed': { severity: 'low', rows: ['S3C-12'], document: 'OP' },
  'tls-missing': operator(['S3C-02'], 'gorilla defaulted S3-compatible endpoints to http, CoreWeave to https'),
  'tls-off': operator(['S3C-02', 'CW-09']),
  'tls-unstated': { severity: 'info', rows: ['S3C-02'], document: 'OP', inferred: true },
  'two-question-marks': { ...newest(['S3C-02', 'S3C-01'], '?region=<region>&tls=true'), document: 'D-2025-06' },
  'query-semicolon': go(['S3C-02']),
  'param-case': operator(['S3C-02']),
  'param-unknown': { severity: 'medium', rows: [], document: 'OP' },
  'param-boolean': operator(['S3C-02']),
  'param-repeated': { severity: 'medium', rows: [], document: 'GO' },
  'param-ignored': inferred(),
  'path-slashes': { severity: 'low', rows: ['GEN-09'], document: 'D-2026S' },
  'form-newer': { severity: 'low', rows: [], document: 'D-2026S' },
  'coreweave-not-offered': newest(['GEN-01', 'CW-01']),
  'coreweave-through-s3': {
    severity: 'medium',
    rows: ['CW-09'],
    document: 'D-2026S',
    quote: 'use `cw://` for a CoreWeave bucket, rather than `s3://`',
  },
  'coreweave-exact': newest(['CW-11'], 'exact string `cw://`'),
  'coreweave-endpoint': newest(['CW-09']),
  'coreweave-lota': newest(['CW-09'], 'not yet supported'),
  'coreweave-bucket-in-path': newest(
    ['CW-09'],
    '`cw://bucket-name.cwobject.com` is correct, while `cw://cwobject.com/bucket-name/` is not',
  ),
  'coreweave-path-style': { severity: 'medium', rows: ['CW-09'], document: 'D-2026S' },
  'coreweave-bucket-name': newest(['CW-10']),
  'azure-user': newest([], 'az://:<urlEncodedAccessKey>@<storageAccountName>/<containerName>'),
  'azure-host': operator([]),
  'azure-account-name': newest([]),
  'azure-container-missing': newest([], 'az://:<urlEncodedAccessKey>@<storageAccountName>/<containerName>'),
  'azure-container-name': newest([]),
  'azure-key': inferred(),
  'google-endpoint': newest([], 'gs://<serviceAccountEmail>:<urlEncodedPrivateKey>@<bucketName>'),
  'google-service-account': { severity: 'medium', rows: [], document: 'D-2026S', quote: '<serviceAccountEmail>' },
  'google-key-form-encoded': go(),
  'google-key-not-pem': newest([], '<urlEncodedPrivateKey>'),
  'against-bucket': { ...newest(['GEN-07']) },
  'against-prefix': { severity: 'medium', rows: ['GEN-09'], document: 'D-2026S' },
  'against-region': newest(['AWS-S3-20']),
  'against-endpoint': newest(['S3C-01']),
  'against-tls': operator(['S3C-02']),
  'against-account': newest([]),
  'against-container': newest([]),
  'against-provider': newest(['GEN-01']),
} as const satisfies Readonly<Record<string, StoreUriRuleSource>>;

export type StoreUriCode = keyof typeof storeUriRules;

/** Rules that only an edition knows: since when the documents show the form. */
export const storeUriEditions = {
  /** S001 still calls the variable by its former name. */
  formerVariable: ['2023-11', '2024-02'],
  /** D-2026S asks for the region on AWS endpoints too; S004 showed the AWS form without. */
  regionOnAws: ['2026-02'],
  /** CoreWeave came with D-2025-06. */
  coreweave: ['2026-02'],
  /** Sub-paths and URIs without keys are in the newest documents and in W&B's operator only. */
  subpathAndKeyless: ['2026-02'],
} as const;
