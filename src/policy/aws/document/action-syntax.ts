import type { JsonNode } from '../../strict-json.ts';
import { actionBehind, actionsKnownOn, level, levelsOf } from './action-names.ts';
import { compileGlob, type Glob } from '../pattern/glob.ts';
import { itemPath, PolicyProblem, quoted, stringItems, type PolicyReading } from './problem.ts';
import type { PatternList } from './model.ts';

const form = /^([A-Za-z\d*?-]+):[A-Za-z\d*?]+$/;

/**
 * Reads Action or NotAction.
 * @param fits the levels that Resource can take in; undefined when that cannot be said
 */
export function readActions(
  node: JsonNode,
  path: string,
  negated: boolean,
  fits: number | undefined,
  reading: PolicyReading,
): PatternList {
  const patterns = stringItems(node, path, reading).map(({ value, at }, index): Glob => {
    const pattern = compileGlob(value.toLowerCase());
    if (value === '*') return pattern;
    const service = form.exec(value)?.[1]?.toLowerCase();
    if (service === undefined)
      throw new PolicyProblem(itemPath(node, path, index), `is ${quoted(value)}, which is not service:Action`, at);
    const note = (what: string, doubt?: 'doubt'): void =>
      reading.note(itemPath(node, path, index), `is ${quoted(value)}, ${what}`, at, doubt);
    const refuse = (what: string): void => reading.refuse(itemPath(node, path, index), `is ${quoted(value)}, ${what}`, at);
    if (/[*?]/.test(service)) note('and whether AWS accepts a wildcard before the colon is not documented', 'doubt');
    else if (reading.kind === 'key') keyAction(service, pattern, note);
    else if (service !== 's3') refuse('which is not an action of S3; S3 answers "Policy has invalid action"');
    else bucketAction(pattern, negated ? undefined : fits, refuse, note);
    return pattern;
  });
  if (negated && patterns.length > 0) reading.note(path, 'covers every action but the listed ones, later ones included', node.at);
  return { negated, patterns };
}

/** KMS takes actions that do not exist; they have no effect. */
function keyAction(service: string, pattern: Glob, note: (what: string) => void): void {
  if (service !== 'kms') note('which a key policy cannot grant');
  else if (levelsOf(pattern) === level.none) note(unknown(actionBehind(pattern.source)));
}

/** A name that the data do not have may be newer than they are, so only operations that are no actions are refused. */
function bucketAction(
  pattern: Glob,
  fits: number | undefined,
  refuse: (what: string) => void,
  note: (what: string, doubt: 'doubt') => void,
): void {
  const levels = levelsOf(pattern);
  if (levels === level.none) {
    const action = actionBehind(pattern.source);
    // The service authorization reference once listed s3:HeadBucket.
    if (action === undefined || pattern.source === 's3:headbucket') note(unknown(action), 'doubt');
    else refuse(unknown(action));
  } else if (fits !== undefined && (levels & fits) === 0)
    refuse(`${whyNotFit(levels)}; S3 answers "Action does not apply to any resource(s) in statement"`);
}

const unknown = (action: string | undefined): string =>
  action === undefined
    ? `which matches no action known on ${actionsKnownOn}`
    : `an API operation and not an action; the action is ${action}`;

function whyNotFit(levels: number): string {
  if ((levels & (level.bucket | level.object)) === 0) return 'which acts neither on a bucket nor on objects';
  return (levels & level.object) === 0
    ? 'which acts on a bucket, and Resource holds no ARN of a bucket'
    : 'which acts on objects, and Resource holds no ARN of objects';
}
