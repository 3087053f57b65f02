import { checksForUris, judgeUri, type UriDocument } from '../../audit/uri.ts';
import { newestEdition } from '../../evidence/declared.ts';
import { uriEvidence, type UriReading } from '../../providers/document/uri.ts';
import { documentReports, writeDocuments } from '../output/documents.ts';
import type { Io } from '../output/io.ts';
import { selectedOf, selectionOf } from '../settings/selection.ts';
import type { UriCheckFlags } from './flags.ts';
import { readUriInputs } from './input.ts';
import { environment, type UriInput } from './model.ts';

export { uriBuild } from './build.ts';

/** Judges the storage URIs of the environment, of standard input or of files. @returns the exit code */
export async function uriCheck(files: readonly string[], flags: UriCheckFlags, io: Io): Promise<number> {
  const reports = documentReports(flags, io);
  const edition = flags.edition ?? newestEdition;
  const deployment = flags.deployment === 'saas' ? 'multi-tenant' : flags.deployment;
  const inputs = await readUriInputs(files, flags.env, io);
  const { against } = flags;
  // Only then recordings are read.
  const auditedOf = against === undefined ? undefined : await (await import('./against.ts')).readAgainst(against, io);
  const documents = documentsOf(inputs, { edition, deployment, now: io.now(), auditedOf });
  const checks = selectedOf(await checksForUris(selectionOf(flags, {}), edition));
  const judged = documents.map((document) => judgeUri(document, checks, { edition, deployment }));
  return writeDocuments(reports, { edition, rules: {}, checks }, judged, io);
}

/** The name of a value is that of its variable; a further one of the same name in the same file has a number. */
function documentsOf(inputs: readonly UriInput[], reading: Omit<UriReading, 'name'>): readonly UriDocument[] {
  const seen = new Map<string, number>();
  return inputs.map((input) => {
    const { file, variable } = input;
    const key = JSON.stringify([file, variable]);
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    const name = `${variable ?? file}${count === 1 ? '' : ` (${count})`}`;
    return { file, hasPlaces: file !== environment, evidence: uriEvidence(input, { ...reading, name }) };
  });
}
