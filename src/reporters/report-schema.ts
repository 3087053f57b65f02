import { severities } from '../core/check.ts';
import { documentVerdicts } from '../core/document-verdict.ts';
import { statuses } from '../core/finding.ts';
import { reportSchemaVersion } from '../core/report.ts';

const text = { type: 'string' } as const;
const texts = { type: 'array', items: text } as const;
const whole = { type: 'integer', minimum: 0 } as const;
const severity = { enum: severities } as const;

const object = <P extends Readonly<Record<string, unknown>>>(properties: P, optional: readonly (keyof P & string)[] = []) => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
});

const countsOf = (names: readonly string[]) => object(Object.fromEntries(names.map((name) => [name, whole])));

/** What mends one or several findings of a target; they name it by its position from 1. */
const step = object(
  {
    mends: texts,
    /** Only where it replaces a document as a whole. */
    replaces: text,
    keeps: whole,
    adds: whole,
    changes: whole,
    removes: whole,
    document: {},
    commands: texts,
    undo: texts,
    dangers: texts,
    follows: { type: 'array', items: { type: 'integer', minimum: 1 } },
  },
  ['replaces', 'keeps', 'adds', 'changes', 'removes', 'document', 'undo', 'dangers', 'follows'],
);

/** JSON Schema of the report that `--format json` writes. Members may be added within a schema version. */
export const reportSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: `byob-audit report, schema version ${reportSchemaVersion}`,
  ...object(
    {
      schemaVersion: { const: reportSchemaVersion },
      kind: { const: 'byob-audit/report' },
      tool: object({ name: text, version: text }),
      edition: { type: 'string', pattern: String.raw`^\d{4}-\d{2}$` },
      startedAt: { type: 'string', format: 'date-time' },
      rules: { type: 'object', additionalProperties: { enum: ['strict', 'lenient'] } },
      checks: {
        type: 'object',
        additionalProperties: object({
          title: text,
          severity,
          rationale: text,
          remediation: text,
          source: {
            type: 'array',
            items: object({ document: text, edition: text, quote: text, inferred: { type: 'boolean' } }, [
              'edition',
              'quote',
              'inferred',
            ]),
          },
          rows: texts,
          tags: texts,
          controls: { type: 'object', additionalProperties: texts },
        }),
      },
      findings: {
        type: 'array',
        items: object(
          {
            id: { type: 'string', pattern: '^[0-9a-f]{16}$' },
            check: text,
            title: text,
            target: text,
            status: { enum: statuses },
            severity,
            message: text,
            key: text,
            details: texts,
            evidence: { type: 'array', items: object({ facet: text, path: text, value: {} }) },
            remediation: object({ summary: text, commands: texts, step: { type: 'integer', minimum: 1 } }, ['commands', 'step']),
            obstacles: {
              type: 'array',
              items: object(
                { facet: text, call: text, cause: text, permission: { type: ['string', 'null'] }, message: text, code: text },
                ['code'],
              ),
            },
            answer: text,
            flag: text,
            location: object({ file: text, line: whole, column: whole, endLine: whole, endColumn: whole }, [
              'endLine',
              'endColumn',
            ]),
            pointer: object({ text, start: whole, end: whole }),
          },
          ['details', 'evidence', 'remediation', 'obstacles', 'answer', 'flag', 'location', 'pointer'],
        ),
      },
      targets: {
        type: 'array',
        items: object(
          {
            uri: text,
            provider: text,
            collectedAt: { type: 'string', format: 'date-time' },
            declared: { type: 'object' },
            document: object({ kind: text, file: text }),
            about: texts,
            steps: { type: 'array', items: step },
            verdict: { enum: documentVerdicts },
            notRun: { type: 'array', items: object({ check: text, needs: texts }) },
          },
          ['document', 'about', 'steps', 'verdict', 'notRun'],
        ),
      },
      summary: object(
        {
          targets: whole,
          undecidedTargets: whole,
          byStatus: countsOf(statuses),
          failuresBySeverity: countsOf(severities),
          missingPermissions: texts,
        },
        ['undecidedTargets'],
      ),
      exit: object({ code: { enum: [0, 1, 3, 129, 130, 143] }, reason: text }),
    },
    ['rules'],
  ),
} as const;
