import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checks } from '../src/checks/all.ts';
import type { Example, Examples } from '../src/catalogue/examples.ts';
import { cloudProviders } from '../src/evidence/index.ts';
import { runProgram } from './run-program.ts';

interface Finding {
  readonly check: string;
  readonly status: string;
  readonly key: string;
  readonly message: string;
}

interface Report {
  readonly fixture: string;
  readonly findings: readonly Finding[];
}

const most = { pass: 2, fail: 4, manual: 2 } as const;

/** Where the generated module is. */
export const examplesPath = 'src/catalogue/examples.ts';

/** The reports of the cases below `root`: the compliant buckets in front, then those with the fewest faults. */
async function readReports(root: string): Promise<Report[]> {
  const reports: Report[] = [];
  for (const provider of cloudProviders) {
    const folder = join(root, 'fixtures', provider);
    for (const fixture of existsSync(folder) ? readdirSync(folder) : [])
      reports.push({ fixture, findings: await findingsOf(root, join('fixtures', provider, fixture)) });
  }
  const faults = ({ findings }: Report): number => findings.filter(({ status }) => status === 'fail').length;
  return reports.toSorted((a, b) => faults(a) - faults(b) || rank(a) - rank(b) || (a.fixture < b.fixture ? -1 : 1));
}

/** What the program says of a recording. */
async function findingsOf(root: string, path: string): Promise<readonly Finding[]> {
  const { code, stdout, stderr } = await runProgram(['check', path, '--format', 'json'], root);
  if (code === 2) throw new Error(stderr);
  return (JSON.parse(stdout) as Pick<Report, 'findings'>).findings;
}

const rank = ({ fixture }: Report): number => (fixture.startsWith('compliant-') ? 0 : 1);

/** No service is asked about a storage URI, so that there are no recordings of one. */
const recorded = checks.filter(({ provider }) => provider !== 'uri');

/** Per check, the cases that differ in what they show. */
export async function readExamples(root: string): Promise<ReadonlyMap<string, Examples>> {
  const reports = await readReports(root);
  return new Map(
    recorded.map(({ id }) => {
      const of = (status: keyof typeof most): Example[] => {
        const shown = new Map<string, Example>();
        for (const { fixture, findings } of reports) {
          const found = findings.find((finding) => finding.check === id && finding.status === status);
          if (found === undefined) continue;
          // Outcomes without a name of their own differ when they are told differently, whatever the bucket is called.
          const key = found.key === status ? found.message.replaceAll(`acme-wandb-${fixture}`, '') : found.key;
          if (!shown.has(key)) shown.set(key, [fixture, found.message]);
        }
        return [...shown.values()].slice(0, most[status]);
      };
      return [id, { pass: of('pass'), fail: of('fail'), manual: of('manual') }];
    }),
  );
}

/** The module that `byob-audit explain` loads, because the package has no fixtures: one line a check. */
export function examplesModule(examples: ReadonlyMap<string, Examples>): string {
  const lines = [...examples].map(
    ([id, { pass, fail, manual }]) =>
      `  '${id}': { pass: ${JSON.stringify(pass)}, fail: ${JSON.stringify(fail)}, manual: ${JSON.stringify(manual)} },\n`,
  );
  return `// Written by \`npm run docs\` from what the program says of fixtures.

/** A case in fixtures/<provider> and what the check says about it. */
export type Example = readonly [fixture: string, message: string];

/** The cases that pass, that fail and that raise a question, one for each way of doing so. */
export interface Examples {
  readonly pass: readonly Example[];
  readonly fail: readonly Example[];
  readonly manual: readonly Example[];
}

export const examples: Readonly<Record<string, Examples>> = {
${lines.join('')}};
`;
}
