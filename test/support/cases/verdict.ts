import type { SuiteCase } from './index.ts';

/** The parts of a JSON report that the cases speak of. */
export interface Report {
  readonly findings: readonly {
    readonly check: string;
    readonly status: string;
    readonly severity: string;
    readonly message: string;
  }[];
  readonly exit: { readonly code: number };
}

/**
 * How a report differs from what its case declares, one sentence each; none when the declaration holds.
 * @param provider the folder of the case below `fixtures`
 */
export function broken(
  provider: string,
  { name, fails, exit }: Pick<SuiteCase, 'name' | 'fails' | 'exit'>,
  { findings, exit: { code } }: Report,
): string[] {
  const place = `${provider}/${name}`;
  const found = findings.filter(({ status }) => status === 'fail').map(({ check }) => check);
  const statusOf = (id: string): string => findings.find(({ check }) => check === id)?.status ?? 'not run';
  const bucket = fails.length === 0 ? 'a compliant bucket' : `a bucket whose fault is ${fails.join(', ')}`;
  return [
    ...found.filter((id) => !fails.includes(id)).map((id) => `${place}: ${bucket} now fails your check ${id}`),
    ...fails
      .filter((id) => !found.includes(id))
      .map((id) => `${place}: the bucket no longer fails ${id}, as its case declares: it is ${statusOf(id)}`),
    ...findings
      .filter(({ status }) => status === 'error')
      .map(({ check, message }) => `${place}: the check ${check} threw: ${message}`),
    ...(code === exit ? [] : [`${place}: the run exits ${code}, and its case declares ${exit}`]),
  ];
}
