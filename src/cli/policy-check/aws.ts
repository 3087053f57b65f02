import { awsChecks as checks } from '../../checks/aws-list.ts';
import type { CheckContext } from '../../core/check.ts';
import { evaluate } from '../../core/evaluate.ts';
import type { Finding } from '../../core/finding.ts';
import { tool } from '../../core/tool.ts';
import { facetDefinition, type Evidence, type FacetName, type Facets } from '../../evidence/index.ts';
import { present } from '../../evidence/observation.ts';
import { readPolicy } from '../../policy/aws/document/document.ts';
import { adviceText, type Advice } from '../../policy/aws/document/problem.ts';
import { declaredPartition } from '../../policy/aws/request/bucket-partition.ts';
import { readS3Cors } from '../../policy/cors/s3.ts';
import { UsageError } from '../usage-error.ts';
import { findingOf, type Judged, type Question } from './question.ts';

type AwsFacet = FacetName<'aws'>;

/** Judges a bucket policy with the checks that a live bucket gets, as far as the document alone answers them. */
export function judgeBucketPolicy(question: Question): Judged {
  const { text, bucket = namedBucket(text), prefix, declared } = question;
  const name = bucket ?? '';
  const uri = `s3://${prefix === undefined ? name : `${name}/${prefix}`}`;
  // Undeclared, the partition is the document's own: that W&B cannot be trusted from another one is a better answer.
  const partition = declaredPartition(declared) ?? /"arn:(aws[a-z-]*):s3:::/.exec(text)?.[1] ?? 'aws';
  const put = bucket === undefined ? {} : { bucketArn: `arn:${partition}:s3:::${bucket}` };
  const read = readPolicy(text, 'bucket', put);
  if (!read.ok)
    return { target: uri, findings: [refused('aws/bucket-policy-grants', uri, `S3 refuses the policy: ${read.problem}`)] };
  const findings = run(question, 'policy', { policy: present({ Policy: text, document: null }) }, { uri, bucket: name, prefix });
  return { target: uri, findings: [...findings, ...adviceOn('S3', uri, read.advice)] };
}

/** Judges the policy of one KMS key. */
export function judgeKeyPolicy(question: Question): Judged {
  const { text, declared } = question;
  const read = readPolicy(text, 'key', {});
  const arn = declared.kmsKey ?? namedKey(text);
  if (!read.ok || arn === undefined) {
    const target = arn ?? 'kms:';
    const problem = read.ok ? '' : read.problem;
    return { target, findings: [refused('aws/kms-key-policy-wandb', target, `KMS refuses the policy: ${problem}`)] };
  }
  if (!arn.includes(':key/'))
    throw new UsageError('--kms-key: expected the ARN of the key that the policy belongs to, found that of an alias');
  const kmsKey = present({ KeyMetadata: { Arn: arn, KeyId: arn.slice(arn.indexOf('/') + 1), KeyManager: 'CUSTOMER' } });
  // The document is judged alone: grants of the key are not part of it.
  const facets = { kmsKey, kmsKeyPolicy: present({ Policy: text, document: null }), kmsGrants: present({ Grants: [] }) };
  const findings = run(question, 'kmsKeyPolicy', facets, { uri: arn, bucket: question.bucket ?? '' });
  return { target: arn, findings: [...findings, ...adviceOn('KMS', arn, read.advice)] };
}

/** Judges a CORS document for S3. */
export function judgeS3Cors(question: Question): Judged {
  const { text, bucket = 'BUCKET' } = question;
  const uri = `s3://${bucket}`;
  const read = readS3Cors(text);
  if (!read.ok) {
    const where = read.path === '' ? '' : `${read.path}, `;
    const message = `S3 refuses the document: ${read.problem} (${where}line ${read.line}, column ${read.column})`;
    return { target: uri, findings: [refused('aws/cors-works', uri, message)] };
  }
  const CORSRules = read.rules.map(({ origins, methods, allowedHeaders, exposedHeaders, maxAge }) => ({
    AllowedOrigins: [...origins],
    AllowedMethods: [...methods],
    AllowedHeaders: [...allowedHeaders],
    ExposeHeaders: [...exposedHeaders],
    ...(maxAge === undefined ? {} : { MaxAgeSeconds: maxAge }),
  }));
  return { target: uri, findings: run(question, 'cors', { cors: present({ CORSRules }) }, { uri, bucket }) };
}

const titleOf = (id: string): string => checks.find((check) => check.id === id)?.title ?? id;

/** The service would not store the document at all, and nothing else about it matters. */
const refused = (check: string, target: string, message: string): Finding =>
  findingOf({ check, title: titleOf(check), target, severity: 'high' }, 'fail', 'invalid-document', message);

/** What the reader noticed. Where it is not certain that the service accepts the document, a question stays open. */
const adviceOn = (service: string, target: string, advice: readonly Advice[]): readonly Finding[] =>
  advice.map((one, index) => {
    const about = { check: 'aws/policy-advice', title: 'The policy holds nothing doubtful', target, severity: 'info' } as const;
    const text = adviceText(one);
    return one.doubt
      ? findingOf(about, 'manual', `doubt-${index}`, `${service} may refuse the policy: ${text}`, { severity: 'low' })
      : findingOf(about, 'fail', `advice-${index}`, text);
  });

/** Runs the checks that ask for the facet of the document and for nothing that is not there. */
function run(question: Question, facet: AwsFacet, facets: Facets<'aws'>, target: Evidence['target']): readonly Finding[] {
  const selected = checks.filter(
    ({ provider, requires }) =>
      provider === 'aws' && requires.includes(facet) && requires.every((name) => Object.hasOwn(facets, name)),
  );
  const { declared, edition, rules, now } = question;
  const evidence: Evidence<'aws'> = {
    kind: 'byob-audit/evidence',
    schemaVersion: 1,
    provider: 'aws',
    target,
    collectedAt: new Date(now).toISOString(),
    tool,
    facets,
  };
  const context: CheckContext = { ...declared, edition, rules, target, collectedAt: now };
  return evaluate(evidence, selected, context).map(outsideTheDocument).map(recommendedOnly);
}

/** Questions about what a policy need not say at all: W&B recommends it, and works without. */
const recommended = new Set(['aws/network-restriction none']);

const recommendedOnly = (finding: Finding): Finding =>
  recommended.has(`${finding.check} ${finding.key}`) ? { ...finding, severity: 'info' } : finding;

/** What a live audit would read from the bucket is simply not in a document. */
function outsideTheDocument(finding: Finding): Finding {
  const { status, message, obstacles = [] } = finding;
  const [first] = obstacles;
  if (status !== 'unknown' || first === undefined) return finding;
  const head = message.slice(0, Math.max(0, message.indexOf(first.message)));
  const facts = [...new Set(obstacles.map(({ facet }) => facetDefinition('aws', facet)?.about ?? facet))];
  const told = `${head}it depends on ${facts.join(' and ')}, which is not in the document`;
  return { ...finding, status: 'manual', key: 'outside-the-document', message: told, obstacles: undefined };
}

/** The one bucket that the resources of a policy name. Undefined when the document is refused anyway. */
function namedBucket(text: string): string | undefined {
  return theOne(text, 'bucket', /^arn:[\w-]+:s3:::([^/*?$]+)(?:\/|$)/, 'bucket', '--bucket NAME');
}

/** The one key that the resources of a key policy name; most policies say `*`. */
function namedKey(text: string): string | undefined {
  return theOne(text, 'key', /^(arn:[\w-]+:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+)$/, 'key', '--kms-key ARN');
}

function theOne(text: string, kind: 'bucket' | 'key', form: RegExp, what: string, flag: string): string | undefined {
  const read = readPolicy(text, kind);
  if (!read.ok) return undefined;
  const names = new Set(
    read.statements.flatMap(({ resource }) => (resource?.patterns ?? []).flatMap(({ source }) => form.exec(source)?.[1] ?? [])),
  );
  const [only, ...more] = names;
  if (only !== undefined && more.length === 0) return only;
  const found = only === undefined ? `names no ${what}` : `names ${names.size} ${what}s`;
  throw new UsageError(`the policy ${found}, and which one it belongs to decides the verdict; pass ${flag}`);
}
