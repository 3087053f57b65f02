/** A choice that differs from the default of a debatable rule. */
export const stances = ['strict', 'lenient'] as const;
export type Stance = (typeof stances)[number];

/** A point on which documents or experts disagree: what is asked, what the default says, and what else can be chosen. */
export interface DebatableRule {
  readonly question: string;
  readonly default: string;
  /** What each choice does instead; a rule without one is fixed. */
  readonly strict?: string | undefined;
  readonly lenient?: string | undefined;
  readonly sources: readonly {
    readonly document: string;
    readonly edition?: '2023-11' | '2024-02' | '2025-03' | '2026-02' | undefined;
    readonly says: string;
  }[];
  /** Ids of the checks that it touches. */
  readonly checks: readonly string[];
}

const grants = ['aws/bucket-policy-grants', 'aws/kms-key-policy-wandb'] as const;
const denies = ['aws/bucket-policy-deny', 'aws/kms-key-policy-deny'] as const;

/** Every debatable point, by the name that configuration and `--rule` use. The list is closed. */
export const debatableRules = {
  'cors-max-age': {
    question: 'Which max age of a CORS rule is the documented one?',
    default: '3600 and 3000 both pass; another one alone is a failure of low severity',
    strict: 'only the value of the chosen edition passes, and another one is a failure of medium severity',
    lenient: 'any max age passes',
    sources: [
      { document: 'S004', edition: '2025-03', says: '3600 seconds' },
      { document: 'D-2026S', edition: '2026-02', says: '3000 seconds' },
      { document: 'TFA', says: 'max_age_seconds = 3000' },
    ],
    checks: ['aws/cors-exact', 'gcs/cors-exact', 'azure/cors-exact'],
  },
  'cors-exact': {
    question: 'How much does it weigh that CORS rules admit more than the documented one, such as further methods?',
    default: 'a failure of medium severity',
    lenient: 'a failure of low severity: CORS tells browsers what they may ask, and authorizes nothing',
    sources: [
      { document: 'S004', edition: '2025-03', says: 'GET, HEAD and PUT, with ETag exposed' },
      { document: 'D-2026S', edition: '2026-02', says: 'GET, HEAD and PUT, with ETag exposed' },
    ],
    checks: ['aws/cors-exact', 'gcs/cors-exact', 'azure/cors-exact'],
  },
  'cors-origin-star': {
    question: 'Are origins enough that are narrower than *, when nobody declared the origins from which W&B is used?',
    default: 'an open question of medium severity',
    strict: 'a failure of medium severity: * is what is documented',
    lenient: "they pass when an origin of W&B's own domains is among them",
    sources: [
      { document: 'S004', edition: '2025-03', says: 'AllowedOrigins is *' },
      { document: 'D-2026S', edition: '2026-02', says: 'the front-end domains of W&B must be included in AllowedOrigins' },
    ],
    checks: ['aws/cors-works', 'gcs/cors-works', 's3-compatible/cors-works', 'coreweave/cors-works', 'azure/cors-works'],
  },
  'dedicated-node-role': {
    question: 'Is a policy enough that names one role of the Dedicated Cloud account, when the principal is not declared?',
    default: 'an open question that asks for the principal',
    strict: 'a failure: the documented principal is the whole account',
    lenient: 'the role is taken to be the node role of the instance',
    sources: [
      { document: 'S004', edition: '2025-03', says: 'arn:aws:iam::830241207209:root' },
      { document: 'TFA', says: 'eks_node_role_arn may replace the account in examples/byob' },
    ],
    checks: grants,
  },
  'key-owner-caller': {
    question: 'Is it enough that one identity of the owning account can manage the key?',
    default: "it passes, as W&B's own Terraform module writes it",
    strict: 'a failure of medium severity: the documented principal is the account',
    sources: [
      { document: 'S004', edition: '2025-03', says: 'the principal of the statement Internal is the account' },
      { document: 'TFA', says: 'data.aws_caller_identity.current.arn' },
    ],
    checks: ['aws/kms-key-policy-owner'],
  },
  'enumerated-actions': {
    question: 'May the members of a documented pattern such as s3:GetObject* be listed one by one?',
    default: 'it passes with a note that actions of the future are not granted',
    strict: 'a failure of medium severity: the pattern is documented',
    sources: [
      { document: 'D-2026S', edition: '2026-02', says: 's3:GetObject*, kms:Describe*, kms:ReEncrypt*, kms:GenerateDataKey*' },
    ],
    checks: grants,
  },
  'unused-get-object-member': {
    question: 'Must members of a documented pattern be granted that W&B is not known to use, such as s3:GetObjectTorrent?',
    default: 'a missing one is a failure of medium severity, and a denied one an open question',
    strict: 'a missing or denied one is a failure of high severity',
    lenient: 'they pass',
    sources: [{ document: 'D-2026S', edition: '2026-02', says: 's3:GetObject*' }],
    checks: ['aws/bucket-policy-grants', 'aws/bucket-policy-deny', 'aws/kms-key-policy-wandb'],
  },
  'sse-header-deny': {
    question: 'What does a Deny of uploads mean that looks at their encryption headers?',
    default: 'an open question: no document says which headers W&B sends',
    strict: 'a failure: W&B is taken to send none',
    lenient: 'it passes: W&B is taken to send what the statement asks for',
    sources: [{ document: 'AWS', says: 'the condition looks at the header of the request, not at the default encryption' }],
    checks: ['aws/bucket-policy-deny'],
  },
  'upload-guard-deny': {
    question: 'Does a Deny of uploads with a public ACL, or with a key of the customer (SSE-C), hit uploads of W&B?',
    default: 'it passes: W&B is taken to send neither of these headers',
    strict: 'a failure: W&B is taken to send what the statement refuses',
    sources: [
      { document: 'AWS', says: 'such statements are standard guards of its own guides; no document of W&B names the headers' },
    ],
    checks: ['aws/bucket-policy-deny'],
  },
  'kms-via-service': {
    question: 'Is kms:DescribeKey needed beyond what S3 asks for W&B, when kms:ViaService limits the key to S3?',
    default: 'an open question of low severity',
    strict: 'a failure: kms:Describe* is documented',
    lenient: 'it passes: objects can be read and written',
    sources: [{ document: 'D-2026S', edition: '2026-02', says: 'kms:Describe*' }],
    checks: ['aws/kms-key-policy-wandb', 'aws/kms-key-policy-deny'],
  },
  'sub-path-grant': {
    question: 'Is it enough to grant the objects below the declared path of a target?',
    default: 'it passes: W&B works below the path only',
    strict:
      'a failure of medium severity: all objects of the bucket are documented; unknown where a role above the project may give the rest',
    sources: [
      { document: 'S004', edition: '2025-03', says: 'arn:aws:s3:::<wandb_bucket>/*' },
      { document: 'D-2026S', edition: '2026-02', says: 'a path in the bucket is optional' },
    ],
    checks: ['aws/bucket-policy-grants', 'gcs/iam-wandb'],
  },
  'not-principal': {
    question: "Does a Deny with NotPrincipal spare W&B when it lists W&B's principal?",
    default: 'an open question: AWS compares the session as well, whose name nobody knows',
    strict: 'a failure',
    lenient: 'it passes',
    sources: [{ document: 'AWS', says: 'NotPrincipal with Deny compares account, role and session' }],
    checks: [...denies, 'aws/network-carve-out'],
  },
  'wandb-organization': {
    question: 'Is o-hn017huuqa the organization of W&B?',
    default: 'an open question: a policy that rests on it is not judged',
    strict: 'it is not: what rests on it fails',
    lenient: 'it is: what rests on it passes',
    sources: [{ document: 'TFA', says: 'pull request 70, never merged, names it as the organization of the deployments' }],
    checks: [...grants, ...denies, 'aws/network-carve-out'],
  },
  'wrapped-policy': {
    question: 'Is a policy read that has a byte order mark, or is wrapped in the output of a get command?',
    default: 'yes; what is judged is the policy inside',
    sources: [{ document: 'AWS', says: 'get-bucket-policy prints {"Policy": "…"}' }],
    checks: [...grants, ...denies],
  },
  'resource-star': {
    question: 'Does Resource "*" in a bucket policy take in the bucket?',
    default: 'no: S3 refuses such a policy, so it is not valid and grants nothing',
    sources: [{ document: 'AWS', says: 'Policy has invalid resource' }],
    checks: ['aws/bucket-policy-grants', 'aws/bucket-policy-deny'],
  },
} as const satisfies Readonly<Record<string, DebatableRule>>;

export type DebatableId = keyof typeof debatableRules;
export const debatableIds = Object.keys(debatableRules) as readonly DebatableId[];

/** What a run chose; a rule that is not in it has its default. */
export type Rules = { readonly [R in DebatableId]?: Stance };

/** The choices that a rule offers beside its default; none for a fixed rule. */
export const stancesOf = (id: DebatableId): readonly Stance[] => {
  const rule: DebatableRule = debatableRules[id];
  return stances.filter((stance) => rule[stance] !== undefined);
};
