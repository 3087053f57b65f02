import { loadChecks } from '../checks/index.ts';
import type { Check, CheckContext } from '../core/check.ts';
import { judged, type DocumentJudgement } from '../core/document-verdict.ts';
import { evaluate } from '../core/evaluate.ts';
import type { Gate } from '../core/gate.ts';
import type { Finding, Location } from '../core/finding.ts';
import type { TargetReport } from '../core/report.ts';
import type { Declared, Edition } from '../evidence/declared.ts';
import type { DocumentKind, JudgedDocument } from '../evidence/document.ts';
import { facetDefinition, type Evidence, type ProviderName } from '../evidence/index.ts';
import type { ReadDocument } from '../providers/document/index.ts';
import { withFlag } from './answer.ts';
import { selectChecks, type Selected, type Selection } from './select.ts';
import { withSteps } from './steps.ts';

/** Evidence that was read from a document. */
export type DocumentEvidence = ReadDocument & { readonly ok: true };

/** The checks that are selected of those that a kind of documents may be asked. */
export async function checksForDocuments(
  kind: DocumentKind,
  selection: Omit<Selection, 'provider'>,
  edition: Edition,
): Promise<Selected<Check>> {
  const provider = providerOf[kind];
  // A pattern may name any check, and one that matches none is a mistake: then the list has to be whole.
  const isWhole = selection.select.length > 0 || selection.ignore.length > 0;
  const selected = selectChecks(await loadChecks(isWhole ? undefined : [provider], true), { ...selection, provider }, edition);
  if (!selected.ok) return selected;
  const isOther = ({ documents }: Check): boolean => documents !== undefined && !documents.includes(kind);
  return { ok: true, checks: selected.checks.filter((check) => !isOther(check)) };
}

const providerOf: Readonly<Record<DocumentKind, ProviderName>> = {
  's3-bucket-policy': 'aws',
  'kms-key-policy': 'aws',
  's3-cors': 'aws',
  'gcs-cors': 'gcs',
  'gcs-iam': 'gcs',
  'azure-cors': 'azure',
  'coreweave-bucket-policy': 'coreweave',
};

export interface DocumentRun extends Pick<CheckContext, 'edition' | 'rules'> {
  readonly declared: Declared;
  readonly gate: Gate;
  /** As the user named it. */
  readonly file: string;
}

/**
 * Judges one document with the registered checks, as any other evidence. What a check would have to read beyond the
 * document leaves a question open instead of being unknown: nobody was kept from reading it.
 * @param selected checks of any provider, in report order
 */
export function judgeDocument(
  { evidence, locate }: DocumentEvidence,
  selected: readonly Check[],
  { declared, gate, file, edition, rules }: DocumentRun,
): { readonly report: TargetReport; readonly judged: DocumentJudgement } {
  const { document, provider, target, collectedAt } = evidence;
  if (document === undefined) throw new Error('evidence of a document tells which one it is of');
  const ofProvider = selected.filter((check) => check.provider === provider);
  const runnable = ofProvider.filter((check) => canJudge(check, document, evidence));
  const context: CheckContext = { ...declared, edition, rules, target, collectedAt: Date.parse(collectedAt), document };
  const all = evaluate(evidence, runnable, context);
  // What the service refuses changes nothing, whatever it says.
  const refusals = all.filter((finding) => finding.status === 'fail' && isOfDocuments(runnable, finding) && isRefusal(finding));
  const findings = (refusals.length > 0 ? refusals : all)
    .map((finding) => outsideTheDocument(provider, finding))
    .map((finding) => withFlag(located(finding, evidence, locate)));
  const weighed = judged(findings, gate);
  const notRun = refusals.length > 0 ? [] : missing(ofProvider, runnable, document, evidence);
  return {
    report: withSteps({
      target: {
        uri: target.uri,
        provider,
        collectedAt,
        declared,
        document: { kind: document.kind, file },
        verdict: weighed.verdict,
        ...(notRun.length === 0 ? {} : { notRun }),
      },
      findings,
    }),
    judged: weighed,
  };
}

const isRefusal = ({ key }: Finding): boolean => key === 'refused';
const isOfDocuments = (checks: readonly Check[], { check }: Finding): boolean =>
  checks.find(({ id }) => id === check)?.documents !== undefined;

/** Whether a document is what a check is about, and tells all that it requires. */
function canJudge(check: Check, document: JudgedDocument, { facets }: Evidence): boolean {
  if (check.documents !== undefined) return check.documents.includes(document.kind);
  const isTold = (facet: string): boolean => tells(check, document, facet);
  const isAtHand = (facet: string): boolean => isTold(facet) || (Object.hasOwn(facets, facet) && !isPartial(document, facet));
  return [...check.requires, ...check.consults].some(isTold) && check.requires.every(isAtHand);
}

/** Whether the document tells all that a check reads of a facet. */
function tells({ reads = [] }: Check, document: JudgedDocument, facet: string): boolean {
  if (document.tells.includes(facet)) return true;
  const members = reads.filter((member) => member.startsWith(`${facet}.`));
  return members.length > 0 && members.every((member) => document.tells.includes(member));
}

const isPartial = ({ tells: told }: JudgedDocument, facet: string): boolean =>
  told.some((member) => member.startsWith(`${facet}.`));

/** The checks that need more than the document, with what that is. Those that judge only what is declared do not count. */
function missing(
  checks: readonly Check[],
  runnable: readonly Check[],
  document: JudgedDocument,
  { provider }: Evidence,
): readonly { readonly check: string; readonly needs: readonly string[] }[] {
  return checks
    .filter((check) => check.documents === undefined && !runnable.includes(check))
    .flatMap((check) => {
      const facets = (check.requires.length > 0 ? check.requires : check.consults).filter(
        (facet) => !tells(check, document, facet),
      );
      return facets.length === 0 ? [] : [{ check: check.id, needs: facets.map((facet) => aboutOf(provider, facet)) }];
    });
}

const aboutOf = (provider: ProviderName, facet: string): string => facetDefinition(provider, facet)?.about ?? facet;

/** What an audit would read of the bucket is simply not in a document. */
function outsideTheDocument(provider: ProviderName, finding: Finding): Finding {
  const { status, message, obstacles = [] } = finding;
  const [first] = obstacles;
  if (status !== 'unknown' || first === undefined) return finding;
  const head = message.slice(0, Math.max(0, message.indexOf(first.message)));
  const facts = [...new Set(obstacles.map(({ facet }) => aboutOf(provider, facet)))];
  const told = `${head}it depends on ${facts.join(' and ')}, which is not in the document`;
  return { ...finding, status: 'manual', key: 'outside-the-document', message: told, obstacles: undefined };
}

/** The statement or rule that a verdict rests on: the part that the check names, or its first evidence from the document. */
function located({ at, ...finding }: Finding, { document }: Evidence, locate: (place: Finding['at']) => Location): Finding {
  const [line] = finding.evidence ?? [];
  const isOfDocument =
    line !== undefined && document?.tells.some((told) => told === line.facet || told.startsWith(`${line.facet}.`));
  return { ...finding, location: locate(at ?? (isOfDocument === true ? line?.path : undefined)) };
}
