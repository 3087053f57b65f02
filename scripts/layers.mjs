import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Which chunk a module goes to. Each file costs a start a fraction of a millisecond and each 30 KB about one, so that
 * what is always loaded together is one chunk, and what only some provider needs is never in it.
 *
 * A module belongs to everything that imports it, so what it imports itself is in its own layer or in one further up:
 * chunks never import each other in a circle.
 */

/** The providers that have such a list of checks, by the ends of the lists' names. */
const listedIn = (root, end) =>
  readdirSync(join(root, 'src/checks')).flatMap((name) => (name.endsWith(end) ? [name.slice(0, -end.length)] : []));

/** What some runs need and others do not. The first loads node:crypto, which takes some milliseconds. */
const apart = ['core/finding-id.ts', 'requirements/debatable.ts', 'providers/shared/regular-file.ts'];

/** The commands that tell about checks. */
const describe = ['cli/commands/list.ts', 'cli/commands/explain.ts'];

/** The command that judges evidence. */
const run = ['cli/commands/check.ts'];

/** Loaded by every audit of a recording. */
const recorded = ['providers/recorded/index.ts', 'providers/recorded/peek.ts', 'reporters/json-formats.ts', 'evidence/parse.ts'];

/**
 * @param graph the static imports of each module, by id
 * @returns tells the name of a module's chunk; null leaves it to the bundler, as it does with the SDKs
 */
export function layersOf(graph, root) {
  const reached = (files) => {
    const seen = new Set();
    const pending = files.map((file) => join(root, 'src', file));
    for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
      if (seen.has(id)) continue;
      seen.add(id);
      pending.push(...(graph.get(id) ?? []));
    }
    return seen;
  };
  // Those that have checks of documents alone, which no run over buckets needs.
  const withDocuments = listedIn(root, '-documents-list.ts');
  const providers = listedIn(root, '-list.ts').filter((name) => !name.endsWith('-documents'));
  const own = providers.map((name) => ({ name, ids: reached([`checks/${name}-list.ts`]) }));
  // Providers whose documents are of one kind share what judges them.
  const family = (kind) =>
    own.filter(({ ids }) => [...ids].some((id) => id.startsWith(join(root, kind)))).map(({ name }) => name);
  const bucketPolicies = family('src/policy/aws/document/');
  const azure = family('src/policy/azure/');
  const ofDocuments = withDocuments.map((name) => ({ name, ids: reached([`checks/${name}-documents-list.ts`]) }));
  const running = reached(run);
  const reading = reached(recorded);
  const describing = reached(describe);
  const audits = [running, reading, ...own.map(({ ids }) => ids)];
  const live = reached(['providers/aws/index.ts', 'providers/aws/sts.ts']);
  const shared = (some, ...others) => new Set([...some].filter((id) => others.some((ids) => ids.has(id))));
  const common = [
    ['start', reached(['cli/entry.ts'])],
    ['common', shared(describing, ...audits)],
    ['describe', describing],
    ['run', running],
    ['recorded', reading],
    [
      'live',
      shared(
        live,
        reached(providers.filter((name) => !bucketPolicies.includes(name)).map((name) => `providers/${name}/index.ts`)),
      ),
    ],
    ['aws-live', live],
    ['aws-live-second', reached(['providers/aws/kms.ts', 'providers/aws/s3-control.ts'])],
  ];
  const alone = new Set(
    [...apart, ...providers.map((name) => `evidence/${name}-schema.ts`)].map((file) => join(root, 'src', file)),
  );
  return (id) => {
    if (alone.has(id)) return null;
    for (const [name, ids] of common) if (ids.has(id)) return name;
    const [first, ...others] = own.filter(({ ids }) => ids.has(id)).map(({ name }) => name);
    if (first === undefined) {
      const [of, ...more] = ofDocuments.filter(({ ids }) => ids.has(id)).map(({ name }) => name);
      return of === undefined ? null : more.length === 0 ? `${of}-documents` : 'documents';
    }
    if (others.length === 0) return first;
    const isWithin = (family) => [first, ...others].every((name) => family.includes(name));
    if (isWithin(bucketPolicies)) return 'bucket-policies';
    return isWithin(azure) ? 'azure-both' : 'judge';
  };
}
