import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checks } from '../src/checks/all.ts';
import { providerNames } from '../src/evidence/index.ts';
import type { Example, Examples } from '../src/catalogue/examples.ts';

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

/** The golden reports below `root`: the compliant buckets in front, then those with the fewest faults. */
function readReports(root: string): Report[] {
  const reports = providerNames.flatMap((provider) => {
    const folder = join(root, 'fixtures', provider);
    return (existsSync(folder) ? readdirSync(folder) : []).flatMap((fixture): Report[] => {
      // A case that is being written for the first time has no report yet.
      const file = join(folder, fixture, 'report.json');
      if (!existsSync(file)) return [];
      const { findings } = JSON.parse(readFileSync(file, 'utf8')) as Pick<Report, 'findings'>;
      return [{ fixture, findings }];
    });
  });
  const faults = ({ findings }: Report): number => findings.filter(({ status }) => status === 'fail').length;
  return reports.toSorted((a, b) => faults(a) - faults(b) || rank(a) - rank(b) || (a.fixture < b.fixture ? -1 : 1));
}

const rank = ({ fixture }: Report): number => (fixture.startsWith('compliant-') ? 0 : 1);

/** Per check, the cases that differ in what they show. */
export function readExamples(root: string): ReadonlyMap<string, Examples> {
  const reports = readReports(root);
  return new Map(
    checks.map(({ id }) => {
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
  return `// Written by \`npm run docs\` from the reports in fixtures.

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
