import { checksForDocuments, judgeDocument, type DocumentEvidence } from '../../audit/document.ts';
import { s3NameProblem } from '../../audit/target/bucket-name.ts';
import { exitOfDocuments, type DocumentJudgement } from '../../core/document-verdict.ts';
import { defaultGate, type Gate } from '../../core/gate.ts';
import { reportSchemaVersion, tally } from '../../core/report.ts';
import { shown } from '../../core/shown.ts';
import { tool } from '../../core/tool.ts';
import { newestEdition, type Declared } from '../../evidence/declared.ts';
import { documentKinds, type DocumentKind } from '../../evidence/document.ts';
import { readDocument } from '../../providers/document/index.ts';
import { refuseContradictions } from '../flags/contradictions.ts';
import type { PolicyCheckFlags } from '../flags/policy.ts';
import type { Io } from '../output/io.ts';
import { endNotice, openOutputs, wantedOf } from '../output/reports.ts';
import { columnsOf, wantsColor } from '../output/terminal.ts';
import { checkForm, declaredByFlags } from '../settings/declared.ts';
import { rulesOf } from '../settings/rules.ts';
import { selectedOf, selectionOf } from '../settings/selection.ts';
import { didYouMean } from '../suggest.ts';
import { UsageError } from '../usage-error.ts';
import { fileLabel, readText } from './document.ts';

/** Judges documents before they are applied, without any cloud, and writes the reports. @returns the exit code */
export async function policyCheck(written: string, files: readonly string[], flags: PolicyCheckFlags, io: Io): Promise<number> {
  const kind = kindOf(written);
  const wanted = wantedOf(flags);
  refuseContradictions(flags);
  const { edition = newestEdition, quiet = false, verbose = false, allowUnknown = false } = flags;
  const declared = declaredOf(kind, flags);
  const rules = rulesOf(flags.rule ?? [], {});
  const gate: Gate = { failOn: flags.failOn ?? defaultGate.failOn, strict: flags.strict ?? false, allowUnknown };
  const about = {
    kind,
    declared,
    bucket: flags.bucket === undefined ? undefined : bucketOf(kind, flags.bucket),
    prefix: prefixOf(flags.prefix),
    now: io.now().toISOString(),
  };
  const documents = await readAll(files, about, io);
  const selected = selectedOf(await checksForDocuments(kind, selectionOf(flags, {}), edition));
  const options = { color: wantsColor(flags, io), columns: columnsOf(io), verbose, quiet, allowUnknown };
  const outputs = await openOutputs(wanted, options, io, false, files);
  const total = tally();
  try {
    outputs.begin({ schemaVersion: reportSchemaVersion, tool, edition, startedAt: about.now, rules, checks: selected });
    const all: DocumentJudgement[] = [];
    for (const { file, document } of documents) {
      const { report, judged } = judgeDocument(document, selected, { declared, gate, file, edition, rules });
      all.push(judged);
      total.add(report);
      outputs.target(report);
      await outputs.taken();
    }
    const exit = exitOfDocuments(all, gate);
    outputs.end({ summary: total.summary(), exit });
    endNotice(wanted, exit, quiet, io);
    return exit.code;
  } catch (error) {
    outputs.discard();
    throw error;
  }
}

function kindOf(written: string): DocumentKind {
  const kind = documentKinds.find((name) => name === written);
  if (kind !== undefined) return kind;
  const meant = didYouMean(written, documentKinds);
  // What is close to no kind may be anything, also a secret.
  const found = meant === '' ? 'the first argument' : JSON.stringify(written);
  throw new UsageError(`${found} is not a kind of document${meant}; expected ${documentKinds.join(', ')}`);
}

interface NamedDocument {
  readonly file: string;
  readonly document: DocumentEvidence;
}

/** Every document, before anything is judged: what is wrong with one of them is a usage error. */
async function readAll(
  files: readonly string[],
  about: Omit<Parameters<typeof readDocument>[0], 'text' | 'file'>,
  io: Io,
): Promise<readonly NamedDocument[]> {
  const documents: NamedDocument[] = [];
  for (const [index, file] of files.entries()) {
    if (files.indexOf(file) < index) throw new UsageError(`${fileLabel(file)} is given twice`);
    const read = await readDocument({ ...about, file, text: await readText(file, io) });
    if (!read.ok) throw new UsageError(`${fileLabel(file)}: ${read.problem}`);
    documents.push({ file, document: read });
  }
  return documents;
}

function bucketOf(kind: DocumentKind, bucket: string): string {
  // The user information of a storage URI ends up here by a slip, and no name of a bucket has an @.
  if (bucket.includes('@')) throw new UsageError('--bucket: expected the name of a bucket alone, found a value with @');
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

function declaredOf(kind: DocumentKind, { principal, ...flags }: PolicyCheckFlags): Declared {
  return { ...declaredByFlags(flags), principal: principal === undefined ? undefined : principalFor(kind, principal) };
}

/** Every service has its own way to name who W&B is. */
function principalFor(kind: DocumentKind, principal: string): string {
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
