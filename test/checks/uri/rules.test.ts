import { describe, expect, it } from 'vitest';
import { uriChecks } from '../../../src/checks/uri-list.ts';
import { evaluate } from '../../../src/core/evaluate.ts';
import type { Finding } from '../../../src/core/finding.ts';
import { uriEvidence } from '../../../src/providers/document/uri.ts';
import { storeUriRules, type StoreUriCode } from '../../../src/requirements/store-uri.ts';
import { examples, type StoreUriExample } from '../../policy/store-uri/examples.ts';
import { contextOf, describeCheck } from '../../support/describe-check.ts';
import type { UriFacetValues, UriProblem } from '../../../src/evidence/uri.ts';

const now = new Date('2026-11-21T12:00:00Z');

function judged({ uri, context: { edition = '2026-02', deployment, expandsVariables } = {} }: StoreUriExample): Finding[] {
  const value = { variable: undefined, text: uri, line: 1, column: 1, isLiteral: true, expandsVariables };
  const evidence = uriEvidence(value, { edition, deployment, now, name: 'value' });
  return evaluate(evidence, uriChecks, contextOf({ edition, deployment }, 'uri'));
}

describe('the checks of storage URIs', () => {
  it('are one for each rule', () => {
    expect(uriChecks.map(({ id }) => id)).toEqual(Object.keys(storeUriRules).map((code) => `uri/${code}`));
  });

  it.each(examples)('fail for what the rules say of "$name", and for nothing else', (example) => {
    const findings = judged(example);
    const failed = findings.filter(({ status }) => status === 'fail').map(({ check }) => check.replace('uri/', ''));
    expect(failed.toSorted()).toEqual([...new Set<StoreUriCode>(example.codes)].toSorted());
    expect(findings.filter(({ status }) => !['pass', 'fail', 'not-applicable'].includes(status))).toEqual([]);
    for (const part of example.secrets ?? []) expect(JSON.stringify(findings)).not.toContain(part);
  });

  it.each(examples)('never say that a rule does not apply that "$name" breaks in another edition', (example) => {
    const newest = judged({ ...example, context: {} });
    const idle = newest.filter(({ status }) => status === 'not-applicable').map(({ check }) => check);
    expect(example.codes.filter((code) => idle.includes(`uri/${code}`))).toEqual([]);
  });

  it('tell the gravest problem of a rule, and the others with it', () => {
    const found = judged({ name: '', uri: 's3://<a>:<b>@<c>/<d>', codes: [] }).find(({ check }) => check === 'uri/placeholder');
    expect(found?.details).toHaveLength(3);
    expect(found).toMatchObject({ severity: 'high', at: { line: 1, column: 6 } });
  });
});

const problem = (rule: StoreUriCode, severity: UriProblem['severity']): UriProblem => ({
  rule,
  severity,
  message: `${rule} as told`,
});
const stores = (scheme: string, ...problems: readonly UriProblem[]): UriFacetValues['stores'] => ({
  stores: [{ uri: `${scheme}://acme-wandb`, scheme, understood: 'a bucket' }],
  problems,
});
const checkOf = (code: StoreUriCode) => {
  const found = uriChecks.find(({ id }) => id === `uri/${code}`);
  if (found === undefined) throw new Error(`no check of ${code}`);
  return found;
};

describeCheck<'uri'>(checkOf('azure-key'), {
  'passes when': { 'nothing of the kind was found': { given: { stores: stores('az') }, says: /^nothing of the kind/ } },
  'fails when': {
    'the rule was broken': {
      given: { stores: stores('az', problem('azure-key', 'low')) },
      says: 'azure-key as told',
      severity: 'low',
    },
    'two are of the rule': {
      given: { stores: stores('az', problem('azure-key', 'low'), problem('azure-key', 'medium')) },
      says: 'azure-key as told',
      severity: 'medium',
    },
  },
  'does not apply when': {
    'the store is of another scheme': { given: { stores: stores('gs') }, says: 'no store of the value is az://' },
    'there is no value': { says: 'there is no value' },
  },
});

describeCheck<'uri'>(checkOf('against-region'), {
  'passes when': {
    'all that was compared agrees': {
      given: { audited: [{ answer: { state: 'present', value: [] } }], auditedRegion: [] },
      says: /agree/,
    },
  },
  'fails when': {
    'one store differs, whatever could not be compared': {
      given: {
        audited: [
          { answer: { state: 'present', value: [problem('against-region', 'high')] } },
          { answer: { state: 'unreadable', cause: 'not-recorded' } },
        ],
        auditedRegion: [],
      },
      says: 'against-region as told',
    },
  },
  'cannot tell when': {
    'the evidence does not tell the region': {
      given: {
        audited: [{ answer: { state: 'present', value: [] } }],
        auditedRegion: [{ answer: { state: 'unreadable', cause: 'not-recorded', detail: 'no region of acme' } }],
      },
      says: /no region of acme/,
    },
  },
  'does not apply when': { 'nothing was to be compared': { says: /--against/ } },
});
