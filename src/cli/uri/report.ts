import { severities } from '../../core/check.ts';
import { defaultGate } from '../../core/gate.ts';
import { tool } from '../../core/tool.ts';
import type { Edition } from '../../evidence/declared.ts';
import { pointerTo, shown } from '../../policy/store-uri/mask.ts';
import type { CheckedStore } from '../../policy/store-uri/check.ts';
import type { StoreUriFinding } from '../../policy/store-uri/finding.ts';
import type { StoreMeaning } from '../../policy/store-uri/meaning.ts';
import { cleanLine, safeJson } from '../../core/clean.ts';
import { count, hanging } from '../../reporters/text.ts';
import { storeSchemes, storeUriRules } from '../../requirements/store-uri.ts';

/** One value with everything that is to be told about it. */
export interface JudgedValue {
  readonly variable: string | undefined;
  readonly where: string;
  /** About the variable as a whole. */
  readonly findings: readonly StoreUriFinding[];
  readonly stores: readonly CheckedStore[];
}

export interface UriReport {
  readonly edition: Edition;
  readonly values: readonly JudgedValue[];
  /** Sentences about what `--against` could not compare. */
  readonly open: readonly string[];
}

interface Outcome {
  readonly summary: Readonly<Record<(typeof severities)[number], number>>;
  readonly code: 0 | 1 | 3;
  readonly reason: string;
}

/** The exit code by the house's gate: `medium` and graver exit 1, an open comparison 3. */
export function outcomeOf({ values, open }: UriReport): Outcome {
  const found = values.flatMap(({ findings, stores }) => [...findings, ...stores.flatMap((store) => store.findings)]);
  const number = (severity: string): number => found.filter((item) => item.severity === severity).length;
  const summary = { high: number('high'), medium: number('medium'), low: number('low'), info: number('info') };
  const gate = defaultGate.failOn;
  const failures = summary.high + summary.medium;
  if (failures > 0) return { summary, code: 1, reason: `${count(failures, 'failure')} at or above ${gate}` };
  if (open.length > 0) return { summary, code: 3, reason: `${count(open.length, 'comparison')} could not be made` };
  return { summary, code: 0, reason: `nothing at or above ${gate} failed` };
}

/** The report as text: what was understood, then each finding with a caret under the masked value. */
export function uriText(report: UriReport, width: number): string {
  const { summary, code, reason } = outcomeOf(report);
  const lines: string[] = [];
  for (const { variable, where, findings, stores } of report.values) {
    lines.push(`${cleanLine(variable === undefined ? where : `${variable} (${where})`)}  edition ${report.edition}\n`);
    for (const finding of findings) lines.push(headline(finding, width));
    for (const [index, store] of stores.entries()) {
      const name = stores.length > 1 ? `store ${index + 1} of ${stores.length}: ` : '';
      lines.push('\n', hanging('  ', `${name}${understood(store.meaning)}`, width));
      for (const finding of store.findings) {
        const { line, caret } = pointerTo(store.uri, finding.range, Math.max(width - indent.length, 40));
        lines.push(headline(finding, width), `${indent}${line}\n`, `${indent}${caret}\n`);
      }
    }
    lines.push('\n');
  }
  for (const sentence of report.open) lines.push(hanging('  UNKNOWN      ', sentence, width));
  const counts = severities.filter((name) => summary[name] > 0).map((name) => `${summary[name]} ${name}`);
  const total = report.values.reduce((sum, { stores }) => sum + stores.length, 0);
  lines.push(`${count(total, 'store')}: ${counts.length === 0 ? 'nothing is wrong' : counts.join(', ')}\n`);
  lines.push(`exit ${code} (${words[code]}): ${reason}\n`);
  return lines.join('');
}

const words = { 0: 'passed', 1: 'failed', 3: 'open' } as const;
const indent = ' '.repeat(15);

function headline({ code, severity, message }: StoreUriFinding, width: number): string {
  const { rows } = storeUriRules[code];
  const word = severity === 'high' || severity === 'medium' ? 'FAIL' : 'NOTE';
  const head = `  ${word} ${severity.padEnd(6)}  ${code}${rows.length === 0 ? '' : ` (${rows.join(', ')})`}\n`;
  return `${head}${hanging(indent, message, width)}`;
}

/** What the server makes of the URI, in one line. */
function understood(meaning: StoreMeaning): string {
  if (meaning.scheme === undefined) return 'not understood as a storage URI';
  const { endpoint, account, bucket, path, region, tls, forcePathStyle } = meaning;
  const product =
    meaning.scheme !== 's3'
      ? storeSchemes[meaning.scheme]
      : meaning.isAws
        ? 'Amazon S3'
        : endpoint === undefined
          ? 'S3'
          : 'S3-compatible store';
  const isBare = meaning.scheme === 'cw' && bucket === undefined && !meaning.hasCredentials;
  const unstated = meaning.scheme === 'cw' ? 'on (the default)' : meaning.isAws ? 'not stated' : 'off (not stated)';
  const parts = [
    ...(endpoint === undefined ? [] : [`endpoint ${endpoint}`]),
    ...(account === undefined ? [] : [`account ${account}`]),
    ...(isBare ? ['enabled for teams'] : [`${meaning.scheme === 'az' ? 'container' : 'bucket'} ${bucket ?? 'missing'}`]),
    ...(path === undefined || path === '' ? [] : [`path ${path}`]),
    ...(region === undefined ? [] : [`region ${region}`]),
    ...(endpoint === undefined ? [] : [`TLS ${tls === undefined ? unstated : tls ? 'on' : 'off'}`]),
    ...(forcePathStyle === undefined ? [] : [`path style ${forcePathStyle ? 'on' : 'off'}`]),
    ...(meaning.hasReadableQuery ? [] : ['all parameters dropped']),
    ...(isBare ? [] : [meaning.hasCredentials ? 'credentials given' : 'no credentials']),
  ];
  return `${product}: ${parts.join(', ')}`;
}

/** The report as JSON: the same, with ranges that count from the beginning of the whole value. */
export function uriJson(report: UriReport): string {
  const { summary, code, reason } = outcomeOf(report);
  const one = ({ code, severity, message, range }: StoreUriFinding, offset: number) => {
    const { rows, document, ...rest } = storeUriRules[code];
    const source = {
      document,
      ...('quote' in rest ? { quote: rest.quote } : {}),
      ...('inferred' in rest ? { inferred: true } : {}),
    };
    return { code, severity, message, rows, source, range: { start: range.start + offset, end: range.end + offset } };
  };
  const values = report.values.map(({ variable, where, findings, stores }) => ({
    ...(variable === undefined ? {} : { variable }),
    where,
    findings: findings.map((finding) => one(finding, 0)),
    stores: stores.map(({ uri, meaning, findings, offset }) => {
      const { bucketRange: _, ...understood } = meaning;
      return {
        uri: shown(uri, { start: 0, end: uri.text.length }, 400),
        understood,
        findings: findings.map((finding) => ({ ...one(finding, offset), pointer: pointerTo(uri, finding.range) })),
      };
    }),
  }));
  const document = {
    kind: 'byob-audit/uri-check',
    schemaVersion: 1,
    tool,
    edition: report.edition,
    values,
    open: report.open,
    summary,
    exit: { code, reason },
  };
  return `${safeJson(JSON.stringify(document, null, 2))}\n`;
}
