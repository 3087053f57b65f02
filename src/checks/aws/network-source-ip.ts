import { defineAwsCheck, fail, notApplicable, pass, severities, type Severity, type Verdict } from '../../core/check.ts';
import { parseRange, publicIpInRange } from '../../policy/aws/pattern/ip.ts';
import { addressOutside } from '../../policy/aws/network/places.ts';
import { isAllowList } from '../../policy/aws/network/clause.ts';
import { statementLabel, type Statement } from '../../policy/aws/document/model.ts';
import { printable } from '../../policy/printable.ts';
import { denialsOf, mayMeetWandb, type Denials } from '../support/aws/denials.ts';
import { statementEvidence } from '../support/aws/policy-words.ts';
import { readBucketPolicy } from '../../fixes/aws.ts';
import { remedy } from '../../fixes/step.ts';

export const networkSourceIp = defineAwsCheck({
  id: 'aws/network-source-ip',
  title: 'The addresses that the bucket policy lists under aws:SourceIp are public and not the whole Internet',
  severity: 'low',
  rationale:
    'Requests that reach S3 over its public endpoints carry a public address, so a private range, or one that is set apart for examples and tests, never matches: where it is the only one, everybody is refused. ' +
    'With 0.0.0.0/0 or another very wide range the restriction restricts nobody.',
  remediation: 'List the public addresses of your gateways; for traffic inside of a VPC use aws:SourceVpce or aws:VpcSourceIp.',
  source: [{ document: 'AWS', inferred: true }],
  rows: ['NET-06'],
  tags: ['access', 'policy', 'network'],
  controls: { 'nist-800-53-r5': ['AC-4', 'SC-7'] },
  requires: ['policy'],
  evaluate: ({ policy }, context) => {
    if (policy === null) return notApplicable('the bucket has no policy');
    const denials = denialsOf(policy.Policy, context, 'which addresses it lists');
    if ('verdict' in denials) return denials.verdict;
    const listed = denials.statements.flatMap((statement) => listedIn(statement, denials));
    const [first] = listed;
    if (first === undefined) return notApplicable('the bucket policy lists no addresses to let in');
    const found = listed.flatMap((list) => judge(list, denials.text, context.target.bucket) ?? []);
    // The gravest one decides, wherever it stands in the policy.
    const [gravest] = found.toSorted((a, b) => a.rank - b.rank);
    if (gravest !== undefined) return gravest.verdict;
    return pass('every address that the bucket policy lists under aws:SourceIp can be that of a client', {
      evidence: statementEvidence('policy', denials.text, first.statement),
    });
  },
});

interface Listed {
  readonly statement: Statement;
  readonly isText: boolean;
  readonly blocks: readonly string[];
  /** True when the statement is about W&B, and nothing else of it lets anybody through. */
  readonly alone: boolean;
}

/** Lists that let somebody in: those of an Allow, and what a Deny spares. */
function listedIn(statement: Statement, denials: Denials): readonly Listed[] {
  const { effect, conditions } = statement;
  return conditions.flatMap((clause): Listed[] => {
    const { lowerKey, comparison, negated, values } = clause;
    if (lowerKey !== 'aws:sourceip' || comparison === 'null') return [];
    if (effect === 'Deny' ? !negated : negated) return [];
    const blocks = values.filter(({ variables }) => variables.length === 0).map(({ source }) => source);
    if (blocks.length === 0) return [];
    const isOnly = effect === 'Allow' || conditions.filter(isAllowList).length === 1;
    return [{ statement, isText: comparison !== 'ip', blocks, alone: isOnly && mayMeetWandb(denials, statement) }];
  });
}

interface Judged {
  readonly verdict: Verdict;
  /** 0 is the gravest. */
  readonly rank: number;
}

function judge({ statement, isText, blocks, alone }: Listed, text: string, bucket: string): Judged | undefined {
  const label = statementLabel(statement);
  const found = (key: string, severity: Severity, message: string, summary: string): Judged => {
    const evidence = statementEvidence('policy', text, statement);
    const commands = [readBucketPolicy(bucket)];
    const fix = remedy(`${summary} in ${label}; read the policy, edit it and put it back`, ...commands);
    return { verdict: fail(message, { key, severity, evidence, fix }), rank: severities.indexOf(severity) };
  };
  const shown = (some: readonly string[]): string => some.map((block) => printable(block, 50)).join(', ');
  const asText = isText ? blocks.filter((block) => block.includes('/')) : [];
  if (asText.length > 0) {
    return found(
      'compared-as-text',
      asText.length === blocks.length && alone ? 'high' : 'low',
      `${label} compares aws:SourceIp with ${shown(asText)} as text, which no address is equal to`,
      'Use IpAddress or NotIpAddress',
    );
  }
  const hidden = blocks.filter((block) => publicIpInRange(block) === 'false');
  if (hidden.length > 0) {
    return found(
      'private',
      hidden.length === blocks.length && alone ? 'high' : 'low',
      `${label} lists ${shown(hidden)} under aws:SourceIp, which no request from the Internet carries`,
      'Replace them by the public addresses of your gateways, or by aws:VpcSourceIp for traffic through a VPC endpoint,',
    );
  }
  const wide = blocks.filter((block) => {
    const range = parseRange(block);
    return range !== undefined && range.prefix < (range.width === 32 ? 8 : 32);
  });
  if (wide.length > 0 || addressOutside(blocks) === undefined) {
    return found(
      'too-wide',
      'low',
      `${label} lists ${shown(wide.length > 0 ? wide : blocks.slice(0, 5))} under aws:SourceIp, which is ${addressOutside(blocks) === undefined ? 'the whole Internet' : 'so wide that S3 itself calls it public'}`,
      'Name the addresses of your gateways instead',
    );
  }
  return undefined;
}
