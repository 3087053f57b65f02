import { defineAwsCheck, fail, manual, pass, type CheckContext, type Verdict } from '../../core/check.ts';
import type { NeedAnswer } from '../../policy/aws/verdict/grants.ts';
import { telling } from '../../policy/aws/pattern/ip.ts';
import { bucketNeeds } from '../../policy/aws/request/needs.ts';
import { addressesOf, refusalFrom, refusedFromEverywhere, restrictionsOf } from '../../policy/aws/network/restriction.ts';
import { isNetworkKey } from '../../policy/aws/request/keys.ts';
import { statementLabel } from '../../policy/aws/document/model.ts';
import {
  deniedQuestion,
  denialsOf,
  denyEvidence,
  labelOf,
  networkDenies,
  networkHits,
  restrictionOf,
  type Denials,
} from '../support/aws/denials.ts';
import { printable } from '../../policy/printable.ts';
import { denySentence, shownArn, statementEvidence } from '../support/aws/policy-words.ts';
import { readBucketPolicy } from '../../fixes/aws.ts';
import { remedy } from '../../fixes/step.ts';

export const networkRestriction = defineAwsCheck({
  id: 'aws/network-restriction',
  title: 'Pre-signed URLs work from the networks that the bucket policy names and from nowhere else',
  severity: 'low',
  rationale:
    'Whoever holds a pre-signed URL acts as W&B until it expires. W&B recommends a restriction by VPC or address, so that a leaked URL is worth nothing outside of your networks. ' +
    'The restriction has two sides: a request from a named network has to get through, and one from elsewhere has to be refused. ' +
    'Two Deny statements, one by address and one by VPC endpoint, refuse everybody together, because no request has both.',
  remediation:
    'Put all networks into one Deny statement, with NotIpAddressIfExists on aws:SourceIp and StringNotEqualsIfExists on aws:SourceVpce side by side, limited to s3:authType REST-QUERY-STRING.',
  source: [
    {
      document: 'S004',
      edition: '2025-03',
      quote: 'W&B recommends to limit the networks from which pre-signed URLs reach the storage, by IAM policies on the bucket',
    },
    { document: 'AWS' },
  ],
  rows: ['NET-01', 'NET-05'],
  tags: ['access', 'policy', 'network', 'presigned'],
  controls: { 'nist-800-53-r5': ['AC-4', 'SC-7'] },
  requires: ['policy'],
  evaluate: ({ policy }, context) => {
    const none = (reason: string): Verdict =>
      manual(`${reason}, so pre-signed URLs work from any network; W&B recommends a restriction by VPC or address`, {
        key: 'none',
      });
    if (policy === null) return none('the bucket has no policy');
    const denials = denialsOf(policy.Policy, context, 'which networks it lets through');
    if ('verdict' in denials) return denials.verdict;
    const closed = refusedByUrlOnly(networkHits(denials));
    if (closed !== undefined) return refusedEverywhere(denials, closed, undefined, context.target.bucket);
    const refused = refusedClient(denials, context);
    if (refused !== undefined) return refused;
    const [restriction] = restrictionsOf(networkDenies(denials));
    if (restriction === undefined)
      return (
        judgeBlocked(denials, context) ?? none('no Deny statement of the bucket policy lets W&B in from listed networks only')
      );
    const result = restrictionOf(denials);
    const evidence = statementEvidence('policy', denials.text, restriction);
    const label = statementLabel(restriction);
    if (result.inside === 'false')
      return refusedEverywhere(denials, result.insideHit?.answer, result.insideHit?.place.name, context.target.bucket);
    if (result.switchedOffByCarveOut) {
      const message = `${label} excepts W&B's principal, which every pre-signed URL acts as, so that it restricts none of them (see aws/network-carve-out)`;
      return manual(message, { key: 'carve-out', evidence });
    }
    if (result.wholeInternet)
      return manual('the policy names the whole Internet as a network (see aws/network-source-ip)', {
        key: 'whole-internet',
        evidence,
      });
    const { witness } = result;
    if (witness !== undefined && result.outside === 'false') {
      const { need } = witness.answer;
      return fail(
        `${label} names networks, but a pre-signed URL for ${need.name} on ${shownArn(witness.answer)} works ${witness.place.name}`,
        {
          key: 'open',
          evidence,
          fix: remedy(
            `Let ${label} take in every read and write of every object; read the policy, edit it and put it back`,
            readBucketPolicy(context.target.bucket),
          ),
        },
      );
    }
    if (witness !== undefined || result.inside === 'unknown') {
      const where = witness === undefined ? 'from a network that it names' : witness.place.name;
      return manual(`whether ${label} refuses a pre-signed URL ${where} depends on facts outside the policy`, {
        key: 'depends',
        evidence,
        ...(witness === undefined ? {} : deniedQuestion(denials, witness.answer)),
      });
    }
    return pass('a pre-signed URL works from a network that the bucket policy names, and is refused elsewhere', {
      evidence,
      details: [
        context.clientCidrs === undefined
          ? 'whether your users and jobs come from these networks is not known; declare `clientCidrs` to have it checked'
          : `your clients get through: ${context.clientCidrs.map((block) => printable(block, 50)).join(', ')}`,
      ],
    });
  },
});

/** A Deny that refuses URLs from every network, and spares W&B's servers; one that does not is for aws/network-carve-out. */
function refusedByUrlOnly(hits: readonly NeedAnswer[]): NeedAnswer | undefined {
  const certain = hits.filter(({ answer, need }) => answer === 'true' && need.role === 'core');
  const toServers = new Set(certain.filter(({ request }) => request.channel === 'platform').map(({ match }) => match?.statement));
  return certain.find(({ request, match }) => request.channel === 'presigned' && !toServers.has(match?.statement));
}

/** What Deny statements refuse that name networks rather than spare them; undefined when they refuse no URL. */
function judgeBlocked(denials: Denials, { clientCidrs, target }: CheckContext): Verdict | undefined {
  const denies = networkDenies(denials);
  const hits = networkHits(denials).filter(({ request, need }) => request.channel === 'presigned' && need.role === 'core');
  const [hit] = hits;
  if (hit?.match === undefined) return undefined;
  const everywhere = refusedFromEverywhere(denies, bucketNeeds, denials.asking, denials.scopeOf);
  if (everywhere !== undefined) return refusedEverywhere(denials, everywhere, 'from every public address', target.bucket);
  const { statement } = hit.match;
  const networks = statement.conditions.filter(({ lowerKey }) => isNetworkKey(lowerKey));
  const named = networks.flatMap(({ values }) => values.map(({ source }) => printable(source, 60)));
  const more = named.length > 4 ? ` and ${named.length - 4} more` : '';
  const refuses = `${labelOf(hit)} refuses pre-signed URLs by ${networks.map(({ operator, key }) => `${operator} ${key}`).join(' and ')} ${named.slice(0, 4).join(', ')}${more}`;
  const byAddress = hits.every(({ match }) =>
    match?.statement.conditions.every(({ lowerKey }) => lowerKey === 'aws:sourceip' || !isNetworkKey(lowerKey)),
  );
  // The addresses of the declared clients were tried before.
  if (byAddress && clientCidrs !== undefined)
    return manual(
      `${refuses}, which are none of your clients; from anywhere else they work, and W&B recommends a restriction by VPC or address`,
      { key: 'none', ...denyEvidence(denials, hit) },
    );
  return manual(`${refuses}; whether clients of yours come from there is not in the policy`, {
    key: 'some-networks',
    severity: 'medium',
    ...denyEvidence(denials, hit),
    ...(byAddress ? { answer: 'clientCidrs' } : {}),
  });
}

/** How many addresses of the declared clients are tried. */
const mostAddresses = 256;

/** A declared client that the policy refuses, or may refuse; undefined when none is declared, or all get through. */
function refusedClient(denials: Denials, { clientCidrs = [], target }: CheckContext): Verdict | undefined {
  const denies = networkDenies(denials);
  const listed = denies.flatMap(({ conditions }) => conditions.flatMap(addressesOf));
  const tried = clientCidrs.flatMap((block) => telling(block, listed).map((address) => ({ block, address })));
  let open: Verdict | undefined;
  for (const { block, address } of tried.slice(0, mostAddresses)) {
    const hit = refusalFrom(address, denies, bucketNeeds, denials.asking, denials.scopeOf);
    if (hit === undefined) continue;
    const from = address === block ? address : `${address}, which is in ${printable(block, 50)} of your clients`;
    const why = `a pre-signed URL from ${from}: ${denySentence(hit)}`;
    if (hit.answer === 'true')
      return fail(`the bucket policy refuses ${why}`, {
        key: 'client-refused',
        severity: 'high',
        ...denyEvidence(denials, hit),
        fix: remedy(
          `List ${printable(block, 50)} in ${labelOf(hit)} as well; read the policy, edit it and put it back`,
          readBucketPolicy(target.bucket),
        ),
      });
    open ??= manual(`the bucket policy may refuse ${why}`, {
      key: 'client-open',
      severity: 'medium',
      ...denyEvidence(denials, hit),
      ...deniedQuestion(denials, hit),
    });
  }
  if (open === undefined && tried.length > mostAddresses)
    return manual('the policy lists too many addresses to hold them all against those of your clients', { key: 'client-open' });
  return open;
}

function refusedEverywhere(denials: Denials, hit: NeedAnswer | undefined, place: string | undefined, bucket: string): Verdict {
  const tried = place === undefined ? '' : `${place}, `;
  const why = hit === undefined ? '' : `: ${tried}${denySentence(hit)}`;
  return fail(`no network that the bucket policy names gets through with a pre-signed URL${why}`, {
    key: 'closed',
    severity: 'high',
    ...denyEvidence(denials, hit),
    fix: remedy(
      `Put the networks of ${hit === undefined ? 'the Deny statements' : labelOf(hit)} and of the other restrictions into one Deny statement, under one operator per key; read the policy, edit it and put it back`,
      readBucketPolicy(bucket),
    ),
  });
}
