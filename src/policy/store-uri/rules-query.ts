import { goBooleans, storeParameters, storeUriEditions } from '../../requirements/store-uri.ts';
import { at, behind, finding, type StoreUriRule, type StoreUriFinding, type JudgedUri } from './finding.ts';
import { shown } from './mask.ts';
import { isShortForm } from './meaning.ts';
import { isAwsRegion } from './names.ts';
import { hasPlaceholder } from './placeholder.ts';
import type { UriParameter } from './model.ts';
import { lacksAt, portIsBad } from './parse.ts';
import { slice, type TextRange } from './range.ts';

const known: readonly string[] = storeParameters;
const loose = (name: string): string => name.toLowerCase().replaceAll(/[_-]/g, '');

/** The parameters as they are written. */
export const parameters: StoreUriRule = (subject) => {
  const { uri, meaning } = subject;
  const { text, query } = uri;
  const found: StoreUriFinding[] = [];
  if (uri.fragment !== undefined) {
    const start = uri.fragment.start - 1;
    found.push(
      finding('fragment', at(start), 'a raw # stands in the URI, and the server drops it with everything behind it; write %23'),
    );
  }
  if (query === undefined || meaning.scheme === undefined) return found;
  const written = slice(text, query);
  const semicolon = written.indexOf(';');
  if (semicolon !== -1) {
    found.push(
      finding(
        'query-semicolon',
        at(query.start + semicolon),
        'a semicolon separates parameters; the server refuses it and drops all parameters, so neither region nor tls holds; write &',
      ),
    );
  }
  const second = written.indexOf('?');
  if (second !== -1) found.push(twoQuestionMarks(subject, query.start + second));
  if (meaning.scheme === 'gs' || meaning.scheme === 'az') {
    if (written !== '') {
      found.push(
        finding(
          'param-ignored',
          query,
          `parameters are for s3:// and cw:// only; ${meaning.scheme}:// has none in its documented form`,
        ),
      );
    }
    return found;
  }
  const seen = new Set<string>();
  for (const param of uri.params) {
    if (found.length > 12) break;
    found.push(...one(subject, param, seen));
  }
  return found;
};

/** The form of the documents before 2025-06, which no server repairs (GO). */
function twoQuestionMarks({ uri, context }: JudgedUri, start: number): StoreUriFinding {
  const holder = uri.params.find(({ value }) => value !== undefined && value.start <= start && start < value.end);
  const read =
    holder?.value === undefined
      ? 'the parameter behind it is lost'
      : `the server reads ${shown(uri, holder.name, 24)} as "${shown(uri, holder.value, 60)}"`;
  const printed =
    context.edition === '2026-02' ? 'documents before 2025-06 print it so' : 'the documents of this edition print it so';
  const tls = /\?tls=/i.test(uri.text) ? ', and TLS is not on' : '';
  return finding('two-question-marks', at(start), `a second ? separates parameters (${printed}): ${read}${tls}; write &`);
}

function one({ uri, meaning }: JudgedUri, param: UriParameter, seen: Set<string>): readonly StoreUriFinding[] {
  const { text } = uri;
  const name = slice(text, param.name);
  const value = slice(text, param.value);
  if (!known.includes(name)) {
    const meant = known.find((parameter) => loose(parameter) === loose(name));
    if (meant !== undefined) {
      return [
        finding(
          'param-case',
          param.name,
          `the names of parameters are case-sensitive, and the server ignores this one; write ${meant}`,
        ),
      ];
    }
    const what = `the server knows no parameter ${name === '' ? 'without a name' : shown(uri, param.name, 40)} and ignores it`;
    return [finding('param-unknown', param.name, `${what}; known are ${known.join(', ')}`)];
  }
  if (seen.has(name)) {
    return [finding('param-repeated', param.name, `${name} is given twice, and the server takes the first`)];
  }
  seen.add(name);
  if (name === 'region' || value.includes('?')) return [];
  const range: TextRange = param.value !== undefined && value !== '' ? param.value : param.name;
  if (!Object.hasOwn(goBooleans, value)) {
    if (hasPlaceholder(value) || !meaning.hasReadableQuery) return [];
    const effect = name === 'tls' ? ', so TLS is not on' : '';
    return [
      finding('param-boolean', range, `${name} is not a boolean that the server understands${effect}; write true or false`),
    ];
  }
  if (name === 'tls' && goBooleans[value] === false) {
    const message = meaning.scheme === 'cw' ? 'CoreWeave is reached by HTTPS only' : 'keys and data cross the network in clear';
    return [finding('tls-off', range, `tls is off: ${message}`)];
  }
  if (name === 'forcePathStyle' && goBooleans[value] === true && meaning.scheme === 'cw') {
    return [finding('coreweave-path-style', range, 'CoreWeave takes virtual-hosted requests only; leave forcePathStyle out')];
  }
  return [];
}

/** Whether a parameter is there under any spelling: a misspelt one is told as such, not as missing too. */
function isMentioned({ uri, meaning }: JudgedUri, name: string): boolean {
  if (!meaning.hasReadableQuery) return true;
  const query = slice(uri.text, uri.query).toLowerCase();
  return (
    uri.fragment !== undefined || query.split(/[?&]/).some((part) => part.startsWith(`${name}=`) && part.length > name.length + 1)
  );
}

/** `us-east1` is a region of Google, and one old page of W&B's has it by mistake (S3C-12). */
const missingHyphen = /^([a-z]{2}-[a-z]{4,9})(\d)$/;

/** `region` and `tls`: what the endpoint needs and what is said. */
export const regionAndTls: StoreUriRule = (subject) => {
  const { uri, meaning, context } = subject;
  const { host } = uri;
  if (
    meaning.scheme !== 's3' ||
    meaning.endpoint === undefined ||
    host === undefined ||
    host.start === host.end ||
    portIsBad(uri) ||
    lacksAt(uri) ||
    isShortForm(uri)
  )
    return [];
  const name = slice(uri.text, host).toLowerCase();
  if (name === 'http' || name === 'https') return [];
  const found: StoreUriFinding[] = [];
  const end = behind(uri.fragment === undefined ? uri.body : { start: 0, end: uri.fragment.start - 1 });
  if (!isMentioned(subject, 'region')) {
    const asked = (storeUriEditions.regionOnAws as readonly string[]).includes(context.edition);
    if (!meaning.isAws) {
      const effect = 'and what the server takes instead differs between its parts (us-west-1, us-east-1)';
      found.push(finding('region-missing', end, `the parameter region is missing, ${effect}; add region=REGION`));
    } else if (meaning.hasCredentials) {
      const message =
        "the parameter region is missing; it may be only where W&B runs on AWS and its AWS_REGION is the bucket's region";
      found.push(finding('region-missing', end, message, asked ? 'medium' : 'info'));
    }
  }
  if (!isMentioned(subject, 'tls') && !slice(uri.text, uri.query).includes('?')) {
    found.push(
      meaning.isAws
        ? finding(
            'tls-unstated',
            end,
            'tls is not stated; whether the server uses HTTPS for this host by itself is not documented, and &tls=true is safe',
          )
        : finding(
            'tls-missing',
            end,
            'the parameter tls is missing, so the server talks plain HTTP to this endpoint; add tls=true',
          ),
    );
  }
  const region = uri.params.find((param) => slice(uri.text, param.name) === 'region')?.value;
  const written = slice(uri.text, region);
  if (region !== undefined && written !== '' && !/[?;]/.test(written) && !hasPlaceholder(written)) {
    const hyphen = missingHyphen.exec(written);
    if (meaning.isAws && !isAwsRegion(written)) {
      const meant = hyphen === null ? '' : `; probably ${hyphen[1]}-${hyphen[2]}`;
      found.push(
        finding('region-malformed', region, `${shown(uri, region, 40)} is not the name of an AWS region${meant}`, 'high'),
      );
    } else if (hyphen !== null && !name.endsWith('.googleapis.com')) {
      found.push(
        finding(
          'region-malformed',
          region,
          `${shown(uri, region, 40)} looks like a region without its second hyphen, as in us-east-1`,
        ),
      );
    } else if (!/^[a-z0-9][a-z0-9_.-]*$/i.test(written)) {
      found.push(finding('region-malformed', region, 'the region holds characters that names of regions do not have', 'medium'));
    }
  }
  return found;
};
