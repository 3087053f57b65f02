import { severityOf, type CheckInfo } from '../../core/check.ts';
import { editions, newestEdition } from '../../evidence/declared.ts';
import { loadCatalogue } from '../../catalogue/index.ts';
import type { ListFlags } from '../flags/list.ts';
import type { Io } from '../output/io.ts';
import { permissionsOf } from '../../permissions/needed.ts';
import { selectChecks } from '../../audit/select.ts';
import { selectedOf } from '../settings/selection.ts';

/** Prints the checks. @returns the exit code */
export async function list(flags: ListFlags, io: Io): Promise<number> {
  const edition = flags.edition ?? newestEdition;
  const { select = [], ignore = [], severity, provider } = flags;
  const selected = selectedOf(selectChecks(await loadCatalogue(), { select, ignore, severity, provider }, edition));
  io.stdout.write(flags.format === 'json' ? `${JSON.stringify(selected.map(toJson), null, 2)}\n` : toTable(selected, edition));
  return 0;
}

const toJson = (check: CheckInfo): Readonly<Record<string, unknown>> => ({
  id: check.id,
  title: check.title,
  severity: severityOf(check, newestEdition),
  severityByEdition: Object.fromEntries(editions.map((edition) => [edition, severityOf(check, edition)])),
  provider: check.provider,
  requires: check.requires,
  consults: check.consults,
  rows: check.rows,
  tags: check.tags,
  permissions: permissionsOf(check),
});

function toTable(selected: readonly CheckInfo[], edition: (typeof editions)[number]): string {
  const width = Math.max(...selected.map(({ id }) => id.length));
  const lines = selected.map((check) => `${severityOf(check, edition).padEnd(6)}  ${check.id.padEnd(width)}  ${check.title}`);
  const total = `${selected.length} check${selected.length === 1 ? '' : 's'}, edition ${edition}`;
  return `${lines.join('\n')}\n\n${total}; \`byob-audit explain CHECK-ID\` tells more\n`;
}
