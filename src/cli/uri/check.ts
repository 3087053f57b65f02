import { checkStoreUris, variableFinding } from '../../policy/store-uri/check.ts';
import { finding } from '../../policy/store-uri/finding.ts';
import type { Io } from '../output/io.ts';
import { columnsOf } from '../output/terminal.ts';
import { readAgainst } from './against.ts';
import type { UriCheckFlags } from './flags.ts';
import { readUriInputs } from './input.ts';
import { outcomeOf, uriJson, uriText, type JudgedValue } from './report.ts';

export { uriBuild } from './build.ts';

/** Judges the storage URIs of the environment, of standard input or of a file. @returns the exit code */
export async function uriCheck(file: string | undefined, flags: UriCheckFlags, io: Io): Promise<number> {
  const { edition, against } = flags;
  const deployment = flags.deployment === 'saas' ? 'multi-tenant' : flags.deployment;
  const inputs = await readUriInputs(file, flags.env, io);
  const compare = against === undefined ? undefined : await readAgainst(against, io);
  const open: string[] = [];
  const values = inputs.map(({ variable, where, text, isQuoted, expandsVariables }): JudgedValue => {
    const context = { edition, deployment, expandsVariables };
    const renamed = variable === undefined ? undefined : variableFinding(variable, context);
    const quoted =
      isQuoted === true
        ? finding(
            'env-file-quotes',
            { start: 0, end: 0 },
            'the value is in quotes, which Docker Compose takes off, and `docker run --env-file` and `kubectl` leave as a part of it',
          )
        : undefined;
    const checked = checkStoreUris(text, context);
    const compared = compare?.(checked);
    open.push(...(compared?.open ?? []));
    return {
      variable,
      where,
      findings: [renamed, quoted].filter((item) => item !== undefined),
      stores: compared?.stores ?? checked,
    };
  });
  const report = { edition, values, open };
  io.stdout.write(flags.format === 'json' ? uriJson(report) : uriText(report, Math.min(Math.max(columnsOf(io), 60), 120)));
  return outcomeOf(report).code;
}
