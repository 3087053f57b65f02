import { withFlag } from '../../audit/answer.ts';
import type { Severity } from '../../core/check.ts';
import { newestEdition, type Declared } from '../../evidence/declared.ts';
import type { PolicyCheckFlags } from '../flags/policy.ts';
import type { Io } from '../output/io.ts';
import { checkForm, declaredByFlags } from '../settings/declared.ts';
import { rulesOf } from '../settings/rules.ts';
import { didYouMean } from '../suggest.ts';
import { s3NameProblem } from '../../audit/target/bucket-name.ts';
import { shown } from '../../core/shown.ts';
import { columnsOf, wantsColor } from '../output/terminal.ts';
import { UsageError } from '../usage-error.ts';
import { toJson } from './answer.ts';
import { readDocument } from './document.ts';
import { isPolicyKind, policyKinds, type PolicyKind } from './kinds.ts';
import type { Judged, Question } from '../policy-check/question.ts';

import { exitCodes, verdictOf } from './verdict.ts';

/** Loaded by kind: each brings the semantics and checks of its own service only. */
const judges: Readonly<Record<PolicyKind, (question: Question) => Promise<Judged>>> = {
  's3-bucket-policy': async (question) => (await import('../policy-check/aws.ts')).judgeBucketPolicy(question),
  'kms-key-policy': async (question) => (await import('../policy-check/aws.ts')).judgeKeyPolicy(question),
  's3-cors': async (question) => (await import('../policy-check/aws.ts')).judgeS3Cors(question),
  'gcs-cors': async (question) => (await import('../policy-check/cors.ts')).judgeCors('gcs', question),
  'gcs-iam': async (question) => (await import('../policy-check/gcs-iam.ts')).judgeGcsIam(question),
  'azure-cors': async (question) => (await import('../policy-check/cors.ts')).judgeCors('azure', question),
  'coreweave-bucket-policy': async (question) => (await import('../policy-check/coreweave.ts')).judgeCoreweavePolicy(question),
};

const defaultFailOn: Severity = 'medium';

/** Judges a document before it is applied, without any cloud. @returns the exit code */
export async function policyCheck(kind: string, file: string, flags: PolicyCheckFlags, io: Io): Promise<number> {
  if (!isPolicyKind(kind)) {
    const meant = didYouMean(kind, policyKinds);
    // What is close to no kind may be anything, also a secret.
    const found = meant === '' ? 'the first argument' : JSON.stringify(kind);
    throw new UsageError(`${found} is not a kind of document${meant}; expected ${policyKinds.join(', ')}`);
  }
  const question: Omit<Question, 'text'> = {
    bucket: flags.bucket === undefined ? undefined : bucketOf(kind, flags.bucket),
    prefix: prefixOf(flags.prefix),
    declared: declaredOf(kind, flags),
    edition: flags.edition ?? newestEdition,
    rules: rulesOf(flags.rule ?? [], {}),
    now: io.now().getTime(),
  };
  const { target, findings } = await judges[kind]({ ...question, text: await readDocument(file, io) });
  const { verdict, reason } = verdictOf(findings, flags.failOn ?? defaultFailOn);
  const answer = { kind, file, target, verdict, exit: exitCodes[verdict], reason, findings: findings.map(withFlag) };
  if (flags.format === 'json') io.stdout.write(toJson(answer));
  else {
    const { toText } = await import('./text.ts');
    const look = { color: wantsColor(flags, io), columns: columnsOf(io), verbose: flags.verbose ?? false };
    io.stdout.write(toText(answer, look));
  }
  return answer.exit;
}

function bucketOf(kind: PolicyKind, bucket: string): string {
  const problem = kind.startsWith('gcs-')
    ? gcsBucketProblem(bucket)
    : kind === 'azure-cors'
      ? /^[a-z0-9]{3,24}$/.test(bucket)
        ? undefined
        : 'expected the name of a storage account, 3 to 24 lowercase letters and digits'
      : s3NameProblem(bucket);
  if (problem !== undefined) throw new UsageError(`--bucket ${shown(bucket)}: ${problem}`);
  return bucket;
}

/** Rules: "About Cloud Storage buckets". Names with dots may be longer. */
const gcsBucketProblem = (bucket: string): string | undefined =>
  /^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$/.test(bucket)
    ? undefined
    : 'expected a bucket name of lowercase letters, digits, hyphens, underscores and dots, without gs://';

function prefixOf(prefix: string | undefined): string | undefined {
  const path = prefix?.replaceAll(/^\/+|\/+$/g, '');
  // oxlint-disable-next-line no-control-regex
  if (path !== undefined && /[\u0000-\u001f\u007f]/.test(path)) throw new UsageError('--prefix contains control characters');
  return path === '' ? undefined : path;
}

function declaredOf(kind: PolicyKind, { principal, ...flags }: PolicyCheckFlags): Declared {
  return { ...declaredByFlags(flags), principal: principal === undefined ? undefined : principalFor(kind, principal) };
}

/** Every service has its own way to name who W&B is. */
function principalFor(kind: PolicyKind, principal: string): string {
  if (kind.startsWith('gcs-')) {
    const email = principal.replace(/^serviceAccount:/, '').toLowerCase();
    if (/^[^\s@:/]+@[^\s@:/]+\.gserviceaccount\.com$/.test(email)) return email;
    throw new UsageError(
      `--principal: expected the address of a service account (NAME@PROJECT.iam.gserviceaccount.com), found ${shown(principal)}`,
    );
  }
  if (kind === 'coreweave-bucket-policy') {
    if (/^arn:aws:iam::[\w-]+:(?:static|user)?\/?[\w+=,.@:/-]+$/.test(principal)) return principal;
    throw new UsageError(
      `--principal: expected a principal of CoreWeave (arn:aws:iam::wandb:static/NAME), found ${shown(principal)}`,
    );
  }
  checkForm('--principal', 'principal', principal);
  return principal;
}
