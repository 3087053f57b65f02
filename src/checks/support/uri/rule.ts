import {
  defineUriCheck,
  fail,
  notApplicable,
  pass,
  severities,
  undecided,
  type Check,
  type Verdict,
} from '../../../core/check.ts';
import type { FacetValue } from '../../../evidence/index.ts';
import type { UriProblem } from '../../../evidence/uri.ts';
import { storeUriRules, type StoreUriCode, type StoreUriRuleSource } from '../../../requirements/store-uri.ts';
import { uriWords, whyOf } from './words.ts';

/** Rows for rules that are a row of the catalogue's table of examples only: the store has to be named so that W&B can use it. */
const usable = ['GEN-07'];

/** A rule about storage URIs as a check of the value. What it says was found where the value was read, without its secrets. */
export function uriRuleCheck(code: StoreUriCode): Check {
  const { severity, rows, document, quote, inferred }: StoreUriRuleSource = storeUriRules[code];
  const { title, remediation } = uriWords[code];
  const about = {
    id: `uri/${code}`,
    title,
    severity,
    rationale: whyOf(code),
    remediation,
    source: [{ document, ...(quote === undefined ? {} : { quote }), ...(inferred === undefined ? {} : { inferred }) }],
    rows: rows.length === 0 ? usable : rows,
    tags: ['store-uri'],
  };
  if (!code.startsWith('against-')) {
    return defineUriCheck({ ...about, requires: ['stores'], evaluate: ({ stores }) => judge(code, stores) });
  }
  const isRegion = code === 'against-region';
  return defineUriCheck({
    ...about,
    requires: isRegion ? ['audited', 'auditedRegion'] : ['audited'],
    evaluate: (facts) => compare(code, [facts.audited, ...('auditedRegion' in facts ? [facts.auditedRegion] : [])]),
  });
}

function judge(code: StoreUriCode, value: FacetValue<'uri', 'stores'> | null): Verdict {
  if (value === null) return notApplicable('there is no value');
  const { schemes } = uriWords[code];
  const concerned = value.stores.filter(({ scheme }) => schemes === undefined || schemes.some((name) => name === scheme));
  const found = value.problems.filter(({ rule }) => rule === code);
  if (found.length > 0) return broken(code, found);
  if (concerned.length === 0 && schemes !== undefined && value.stores.length > 0)
    return notApplicable(`no store of the value is ${schemes.map((name) => `${name}://`).join(' or ')}`);
  return pass('nothing of the kind was found in the value');
}

/** The gravest problem decides, and the others are told with it. */
function broken(code: StoreUriCode, found: readonly UriProblem[]): Verdict {
  const [first, ...others] = found.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
  if (first === undefined) return pass('nothing of the kind was found in the value');
  const { severity, message, line, column, pointer } = first;
  return fail(message, {
    severity,
    fix: { summary: uriWords[code].remediation },
    ...(others.length === 0 ? {} : { details: others.map(detailOf) }),
    ...(line === undefined || column === undefined ? {} : { at: { line, column } }),
    ...(pointer === undefined ? {} : { pointer }),
  });
}

const detailOf = ({ message, line, column }: UriProblem): string =>
  line === undefined || column === undefined ? message : `${message} (line ${line}, column ${column})`;

type Compared = FacetValue<'uri', 'audited'> | null;

function compare(code: StoreUriCode, facets: readonly Compared[]): Verdict {
  const answers = facets.flatMap((facet) => facet ?? []).map(({ answer }) => answer);
  if (answers.length === 0) return notApplicable('no evidence of the bucket was given (--against)');
  const found = answers.flatMap((answer) => (answer.state === 'present' ? answer.value : [])).filter(({ rule }) => rule === code);
  if (found.length > 0) return broken(code, found);
  return answers.some(({ state }) => state === 'unreadable')
    ? undecided('it could not be compared', code === 'against-region' ? ['audited', 'auditedRegion'] : ['audited'])
    : pass('the URI and the audited bucket agree');
}
