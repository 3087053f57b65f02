import { defineAwsCheck, fail, manual, notApplicable, pass, severities, type Severity } from '../../core/check.ts';
import { statementLabel, type Clause, type Statement } from '../../policy/aws/document/model.ts';
import { deniesOf, restrictionsOf } from '../../policy/aws/network/restriction.ts';
import { isAllowList } from '../../policy/aws/network/clause.ts';
import { printable } from '../../policy/printable.ts';
import { denialsOf, mayMeetWandb, type Denials } from '../support/aws/denials.ts';
import { statementEvidence } from '../support/aws/policy-words.ts';
import { readBucketPolicy } from '../../fixes/aws.ts';
import { remedy } from '../../fixes/step.ts';

/** What ids look like: eight digits until 2018, seventeen since. */
const shapes = {
  'aws:sourcevpce': { what: 'VPC endpoint', prefix: 'vpce-', pattern: /^vpce-[0-9a-f]{8,17}$/ },
  'aws:sourcevpc': { what: 'VPC', prefix: 'vpc-', pattern: /^vpc-[0-9a-f]{8,17}$/ },
} as const;

export const networkVpcEndpoint = defineAwsCheck({
  id: 'aws/network-vpc-endpoint',
  title: 'Restrictions of the bucket policy name VPCs and VPC endpoints as AWS does, and think of requests through them',
  severity: 'medium',
  rationale:
    'A request through a VPC endpoint of S3 carries aws:SourceVpce, aws:SourceVpc and aws:VpcSourceIp and no aws:SourceIp. ' +
    'A restriction by aws:SourceIp alone refuses it, and one that names an id that no endpoint can have matches nothing, so that every training job behind the endpoint is refused.',
  remediation:
    'List the ids of your endpoints as vpce- and 8 to 17 hexadecimal digits under aws:SourceVpce, beside aws:SourceIp in the same Deny statement.',
  source: [{ document: 'AWS', inferred: true }],
  rows: ['NET-03', 'NET-04'],
  tags: ['access', 'policy', 'network'],
  controls: { 'nist-800-53-r5': ['AC-4', 'SC-7'] },
  requires: ['policy'],
  evaluate: ({ policy }, context) => {
    if (policy === null) return notApplicable('the bucket has no policy');
    const denials = denialsOf(policy.Policy, context, 'which VPC endpoints it names');
    if ('verdict' in denials) return denials.verdict;
    const named = denials.statements.flatMap((statement) => namedIn(statement));
    const faults = named.filter(({ bad }) => bad.length > 0).map((fault) => ({ fault, severity: severityOf(fault, denials) }));
    // The gravest one decides, wherever it stands in the policy.
    const [wrong] = faults.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
    if (wrong !== undefined) {
      const { fault, severity } = wrong;
      const { statement, clause, bad } = fault;
      const { what, prefix } = shapes[fault.key];
      return fail(
        `${statementLabel(statement)} compares ${clause.key} with ${bad.map((id) => printable(id, 60)).join(', ')}, which no ${what} is called`,
        {
          key: 'malformed-id',
          severity,
          details: [`the id of a ${what} is ${prefix} and 8 to 17 digits of 0-9 and a-f`],
          evidence: statementEvidence('policy', denials.text, statement),
          fix: remedy(
            `Put the ids of your endpoints into ${statementLabel(statement)}; list them, then read the policy, edit it and put it back`,
            {
              run: [
                'aws',
                'ec2',
                'describe-vpc-endpoints',
                '--query',
                'VpcEndpoints[].[VpcEndpointId,VpcId,ServiceName]',
                '--output',
                'text',
              ],
            },
            readBucketPolicy(context.target.bucket),
          ),
        },
      );
    }
    const byAddress = restrictionsOf(deniesOf(denials.statements, 'network', denials.asking)).find(({ conditions }) =>
      conditions.filter(isAllowList).every(({ lowerKey }) => lowerKey === 'aws:sourceip'),
    );
    if (byAddress !== undefined) {
      return manual(
        `${statementLabel(byAddress)} restricts by aws:SourceIp alone, and a request through a VPC endpoint has none: it is refused; whether clients use an endpoint of S3 is not in the policy`,
        { key: 'no-endpoint', evidence: statementEvidence('policy', denials.text, byAddress), severity: 'low' },
      );
    }
    const [first] = named;
    if (first === undefined) return notApplicable('the bucket policy names no VPC and no VPC endpoint');
    return pass('every VPC and VPC endpoint that the bucket policy names has an id that one can have', {
      details: [
        'whether the endpoints exist, and whether their endpoint policies allow the bucket, is not visible in the bucket',
      ],
      evidence: statementEvidence('policy', denials.text, first.statement),
    });
  },
});

interface Named {
  readonly statement: Statement;
  readonly clause: Clause;
  readonly key: keyof typeof shapes;
  readonly good: readonly string[];
  readonly bad: readonly string[];
}

/** How much a wrong id breaks: everything where nothing else of the statement lets anybody in. */
function severityOf({ statement, clause, good }: Named, denials: Denials): Severity {
  if (!mayMeetWandb(denials, statement)) return 'low';
  const alone = statement.conditions.filter(isAllowList).length === 1;
  return good.length === 0 && alone && statement.effect === 'Deny' && isAllowList(clause) ? 'high' : 'medium';
}

const isShaped = (key: string): key is keyof typeof shapes => Object.hasOwn(shapes, key);

function namedIn(statement: Statement): readonly Named[] {
  return statement.conditions.flatMap((clause): Named[] => {
    const { lowerKey: key, comparison, values } = clause;
    if (!isShaped(key) || (comparison !== 'string' && comparison !== 'like')) return [];
    if (values.every(({ source }) => source === '*')) return [];
    const ids = values
      .filter(({ source, variables }) => variables.length === 0 && !(comparison === 'like' && /[*?]/.test(source)))
      .map(({ source }) => source);
    const { pattern } = shapes[key];
    return [{ statement, clause, key, good: ids.filter((id) => pattern.test(id)), bad: ids.filter((id) => !pattern.test(id)) }];
  });
}
