import type { Finding } from '../core/finding.ts';
import type { Reporter, ReportTarget, TargetReport } from '../core/report.ts';
import type { ReporterOptions } from './options.ts';
import type { TargetStep } from '../evidence/step.ts';
import { clean } from '../core/clean.ts';
import { stepLine } from './steps.ts';
import { answerOf, pictureOf, placeOf, shortJson } from './text.ts';

/** `clean` leaves nothing that XML 1.0 forbids. */
const content = (text: string): string => clean(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const attribute = (text: string): string =>
  content(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
/** Jenkins splits a class name at its last dot, so a bucket's own dots have to go. */
const segment = (text: string): string =>
  clean(text)
    .replaceAll(/^s3:\/\//g, '')
    .replaceAll(/[.\s]/g, '_');

interface Outcome {
  readonly element: 'failure' | 'error' | 'skipped';
  readonly type: string;
}

/**
 * JUnit XML in the dialect that Jenkins, GitLab, GitHub's actions and Azure DevOps all read: no attributes at the root,
 * every attribute at the suite, dotted types (GitLab takes `yaml` or `symbol` for a cast) and the message again in the text.
 */
export function junit({ allowUnknown }: ReporterOptions): Reporter {
  let id = 0;
  const outcomeOf = ({ status }: Finding): Outcome | null => {
    switch (status) {
      case 'pass':
        return null;
      case 'fail':
        return { element: 'failure', type: 'byob.fail' };
      case 'error':
        return { element: 'error', type: 'byob.error' };
      case 'unknown':
        return allowUnknown ? { element: 'skipped', type: '' } : { element: 'error', type: 'byob.unknown' };
      case 'manual':
      case 'waived':
      case 'not-applicable':
        return { element: 'skipped', type: '' };
    }
  };
  return {
    begin: () => '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n',
    target: (report) => {
      id += 1;
      return suite(report, id - 1, outcomeOf, allowUnknown);
    },
    end: () => '</testsuites>\n',
  };
}

/** A suite without a case is shown as nothing at all, or as good. */
const unselected = 'nothing was evaluated: the selection leaves no check for this target';

function suite(
  { target, findings, steps = [] }: TargetReport,
  id: number,
  outcomeOf: (finding: Finding) => Outcome | null,
  allowUnknown: boolean,
): string {
  const total = { failure: 0, error: 0, skipped: 0 };
  const classname = `byob.${target.provider}.${segment(target.uri)}`;
  const cases = findings.map((finding) => {
    const outcome = outcomeOf(finding);
    const head = `    <testcase name="${attribute(`[${finding.severity}] ${finding.check}: ${finding.title}`)}" classname="${attribute(classname)}" time="0"`;
    if (outcome === null) return `${head}/>\n`;
    total[outcome.element] += 1;
    // `skipped` has no type, and some readers show the message alone.
    const message = outcome.element === 'failure' ? finding.message : `${finding.status}: ${finding.message}`;
    const type = outcome.element === 'skipped' ? '' : ` type="${outcome.type}"`;
    const body = content([message, ...detail(finding, target, steps)].join('\n'));
    return `${head}>\n      <${outcome.element} message="${attribute(message)}"${type}>${body}</${outcome.element}>\n    </testcase>\n`;
  });
  if (findings.length === 0) {
    const element = allowUnknown ? 'skipped' : 'error';
    const type = allowUnknown ? '' : ' type="byob.unknown"';
    total[element] += 1;
    cases.push(
      `    <testcase name="selection" classname="${attribute(classname)}" time="0">\n      <${element} message="${unselected}"${type}>${unselected}</${element}>\n    </testcase>\n`,
    );
  }
  const counts = `tests="${cases.length}" failures="${total.failure}" errors="${total.error}" skipped="${total.skipped}"`;
  // XML Schema's dateTime may carry a zone, the dialect's may not; it is UTC.
  const timestamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.exec(target.collectedAt)?.[0] ?? '1970-01-01T00:00:00';
  const name = attribute(`byob-audit ${target.provider} ${target.uri}`);
  const document =
    target.document === undefined ? {} : { document: target.document.kind, file: target.document.file, verdict: target.verdict };
  const properties = Object.entries({ target: target.uri, collectedAt: target.collectedAt, ...document, ...target.declared })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => {
      const text = Array.isArray(value) ? value.join(' ') : String(value);
      return `      <property name="byob.${attribute(key)}" value="${attribute(text)}"/>\n`;
    });
  return (
    `  <testsuite name="${name}" package="byob-audit.${target.provider}" id="${id}" hostname="localhost" timestamp="${timestamp}" ${counts} time="0">\n` +
    `    <properties>\n${properties.join('')}    </properties>\n${cases.join('')}    <system-out></system-out>\n    <system-err></system-err>\n  </testsuite>\n`
  );
}

function detail(finding: Finding, target: ReportTarget, steps: readonly TargetStep[]): string[] {
  const { details = [], evidence = [], remediation, step = 0, location, pointer } = finding;
  const answer = answerOf(finding, target);
  const made = steps[step - 1];
  return [
    ...(location === undefined ? [] : [`at ${placeOf(location)}`]),
    ...(pointer === undefined ? [] : pictureOf(pointer, 120)),
    ...details,
    ...evidence.map(({ facet, path, value }) => `seen: ${facet} ${path} = ${shortJson(value, 400)}`),
    ...(remediation === undefined
      ? []
      : [
          `fix: ${remediation.summary}`,
          ...(made === undefined || made.isPlain ? [] : [`step ${step}: ${stepLine(made)}`]),
          ...(remediation.commands ?? []),
        ]),
    ...(answer === undefined ? [] : [`answer: ${answer}`]),
  ];
}
