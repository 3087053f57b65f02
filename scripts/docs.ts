import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { checks } from '../src/checks/all.ts';
import { severities, severityOf, type Check } from '../src/core/check.ts';
import type { Example, Examples } from '../src/catalogue/examples.ts';
import { editions } from '../src/evidence/declared.ts';
import { facetDefinition, providerNames, type ProviderName } from '../src/evidence/index.ts';
import { debatableIds, debatableRules, stancesOf, type DebatableRule } from '../src/requirements/debatable.ts';
import { sourceDocuments } from '../src/requirements/sources.ts';
import { catalogueRows } from '../src/requirements/rows/index.ts';
import { examplesModule, examplesPath, readExamples } from './examples.ts';
import { runProgram } from './run-program.ts';

const begin = '<!-- checks:begin -->\n';
const end = '<!-- checks:end -->';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const row = (...cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(...head), row(...head.map(() => '---')), ...rows.map((cells) => row(...cells))].join('\n');

/** Where the page of a check is, seen from `docs/`. */
const pageOf = (id: string): string => `checks/${id}.md`;

/** One severity, or each with the editions that it holds for. */
function severityText(check: Check): string {
  const levels = severities.map((severity) => ({
    severity,
    held: editions.filter((edition) => severityOf(check, edition) === severity),
  }));
  const used = levels.filter(({ held }) => held.length > 0);
  return used.length === 1 ? check.severity : used.map(({ severity, held }) => `${severity} (${held.join(', ')})`).join('; ');
}

function needsOf(check: Check): string {
  const facets = [
    ...check.requires.map((name) => [name, 'required'] as const),
    ...check.consults.map((name) => [name, 'where it helps'] as const),
  ];
  if (check.documents !== undefined)
    return `A document before it is applied, and nothing else:\n\n${check.documents.map((kind) => `- \`byob-audit policy check ${kind} FILE\``).join('\n')}`;
  if (facets.length === 0) return 'Nothing from the cloud: what is declared and the name of the target decide.';
  const rows = facets.map(([name, use]) => {
    const definition = facetDefinition(check.provider, name);
    return [definition?.call ?? name, definition?.permission ? `\`${definition.permission}\`` : 'none', use];
  });
  return table(['call', 'permission', 'use'], rows);
}

/** A source as one line; the quotation is in the document word for word. */
function sourceText({ document, edition, quote, inferred }: Check['source'][number]): string {
  const mark = quote?.includes('"') === true ? '`' : '"';
  const what = quote === undefined ? '' : `: ${mark}${quote}${mark}`;
  return `- ${document}${edition === undefined ? '' : ` (${edition})`}${what}${inferred === true ? ' (inferred: no document of W&B says so)' : ''}`;
}

const casesText = (provider: ProviderName, shown: readonly Example[]): string =>
  shown.length === 0
    ? 'No recorded case.'
    : table(
        ['case', 'what the check says'],
        shown.map(([fixture, message]) => [`[${fixture}](../../../fixtures/${provider}/${fixture}/report.txt)`, message]),
      );

/** The cases that were executed; a test keeps the messages true. */
function examplesText(provider: ProviderName, { pass, fail, manual }: Examples): string[] {
  const text = (shown: readonly Example[]): string => casesText(provider, shown);
  const asks = manual.length === 0 ? [] : [`## What it asks about\n\n${text(manual)}`];
  return [`## What passes\n\n${text(pass)}`, `## What fails\n\n${text(fail)}`, ...asks];
}

function checkPage(check: Check, examples: Examples | undefined): string {
  const controls = Object.entries(check.controls ?? {}).map(([framework, ids]) => `- ${framework}: ${ids.join(', ')}`);
  const sections = [
    `# ${check.id}`,
    `${check.title}.`,
    `- Severity: ${severityText(check)}\n- Tags: ${check.tags.join(', ')}\n- Rows of the catalogue: ${check.rows.join(', ')}`,
    `## Why it matters\n\n${check.rationale}`,
    ...(examples === undefined || check.documents !== undefined ? [] : examplesText(check.provider, examples)),
    `## How to mend it\n\n${check.remediation}`,
    `## What it reads\n\n${needsOf(check)}`,
    `## Sources\n\n${check.source.map(sourceText).join('\n')}\n\nThe keys are explained in [sources.md](../../sources.md).`,
    ...(controls.length === 0 ? [] : [`## Controls\n\n${controls.join('\n')}`]),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** How pages call the providers. */
const titles: Readonly<Record<ProviderName, string>> = {
  aws: 'Amazon S3 and AWS KMS',
  gcs: 'Google Cloud Storage',
  's3-compatible': 'S3-compatible stores',
  coreweave: 'CoreWeave AI Object Storage',
  azure: 'Azure Blob Storage',
  'azure-ai': 'Customer-managed keys of Azure AI',
  uri: 'Storage URIs (GORILLA_SUPPORTED_FILE_STORES)',
};
const checksOf = (provider: ProviderName): readonly Check[] => checks.filter((check) => check.provider === provider);
/** Providers that have checks, in report order. */
const shownProviders = (): readonly ProviderName[] => providerNames.filter((provider) => checksOf(provider).length > 0);

function coverageSection(provider: ProviderName): string {
  const { rows, undecided } = catalogueRows[provider];
  const decided = rows.flatMap((id) => {
    const by = checksOf(provider).filter((check) => check.rows.includes(id));
    return by.length === 0 ? [] : [[id, by.map((check) => `[${check.id}](${pageOf(check.id)})`).join(', ')]];
  });
  const open = rows.flatMap((id) => (undecided[id] === undefined ? [] : [[id, undecided[id]]]));
  return `## ${titles[provider]}

### Rows that no check decides

${table(['row', 'why'], open)}

### Rows that checks decide

${table(['row', 'checks'], decided)}
`;
}

const coveragePage = (): string => `# Coverage of the requirement catalogue

The catalogue numbers every requirement on a bucket. Each provider has the rows that concern it, and a test keeps the tables complete.

${shownProviders().map(coverageSection).join('\n')}`;

function sourcesPage(): string {
  const rows = Object.entries(sourceDocuments).map(([key, { about, dated }]) => [key, about, dated]);
  return `# Sources

Every check names the documents that its rule rests on, by these keys. Where a check says *inferred*, no document of W&B
states the rule: it follows from how the service works.

${table(['key', 'document', 'dated'], rows)}
`;
}

function debatablePage(): string {
  const sections = debatableIds.map((id) => {
    const rule: DebatableRule = debatableRules[id];
    const effects = stancesOf(id).map((stance) => `- \`${id}=${stance}\`: ${rule[stance] ?? ''}`);
    const sources = rule.sources.map(
      ({ document, edition, says }) => `- ${document}${edition === undefined ? '' : ` (${edition})`}: ${says}`,
    );
    const touched = rule.checks.map((check) => `[${check}](${pageOf(check)})`).join(', ');
    return [
      `## ${id}`,
      rule.question,
      [`- default: ${rule.default}`, ...(effects.length === 0 ? ['- it is fixed'] : effects)].join('\n'),
      `Touches ${touched}.`,
      sources.join('\n'),
    ].join('\n\n');
  });
  return `# Debatable rules

On these points documents differ, or say nothing and experts disagree. Each has a default; what can be chosen instead is
switched with \`--rule NAME=strict\`, \`--rule NAME=lenient\`, or under \`rules:\` in byob-audit.yaml. A finding that would be
another one without the choice says so, and the JSON report names what was chosen. The documents are in [sources.md](sources.md).

${sections.join('\n\n')}
`;
}

/** The tables of checks for the README, one a provider. */
const readmeTables = (): string =>
  shownProviders()
    .map((provider) => {
      const rows = checksOf(provider).map((check) => [
        `[${check.id}](docs/${pageOf(check.id)})`,
        severityText(check),
        check.title,
      ]);
      return `### ${titles[provider]}\n\n${table(['check', 'severity', 'what is true of a bucket that passes'], rows)}`;
    })
    .join('\n\n');

/** A command between markers, and everything that it printed. */
const transcript = /(?<=<!-- ([\w-]+):begin -->\n\n)```console\n\$ byob-audit (.+)\n[^]*?(?=\n<!-- \1:end -->)/g;

/** The text with each transcript as a person sees it today: the command, everything printed, and the exit code. */
async function withTranscripts(text: string, root: string): Promise<string> {
  const fresh = new Map<string, string>();
  for (const [shown, , command = ''] of text.matchAll(transcript)) {
    const { stdout, stderr, code } = await runProgram(command.split(' '), root);
    const printed = `${stdout.trimEnd()}\n${stderr}$ echo $?\n${code}\n`;
    fresh.set(shown, `\`\`\`console\n$ byob-audit ${command}\n${printed}\`\`\`\n`);
  }
  return text.replaceAll(transcript, (shown) => fresh.get(shown) ?? shown);
}

/** The generated text of every page below `root` and of the examples, by path; the README keeps everything outside its markers. */
export async function generateDocs(root: string): Promise<Map<string, string>> {
  const examples = await readExamples(root);
  const pages = new Map([
    [examplesPath, examplesModule(examples)],
    ['docs/coverage.md', coveragePage()],
    ['docs/sources.md', sourcesPage()],
    ['docs/debatable.md', debatablePage()],
    ...checks.map((check) => [`docs/${pageOf(check.id)}`, checkPage(check, examples.get(check.id))] as const),
  ]);
  const readme = join(root, 'README.md');
  const text = existsSync(readme) ? readFileSync(readme, 'utf8') : '';
  const start = text.indexOf(begin);
  const stop = text.indexOf(end);
  if (start >= 0 && stop > start) {
    const tables = `${text.slice(0, start + begin.length)}\n${readmeTables()}\n\n${text.slice(stop)}`;
    pages.set('README.md', await withTranscripts(tables, root));
  }
  return pages;
}

/** Writes the pages below `root`. */
export async function writeDocs(root: string): Promise<void> {
  for (const [path, text] of await generateDocs(root)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === import.meta.filename)
  await writeDocs(join(import.meta.dirname, '..'));
