import { defineAwsCheck, fail, manual, pass, type Severity } from '../../core/check.ts';
import { comingChanges } from '../../policy/aws/verdict/coming-changes.ts';
import { denyAnswers, type NeedAnswer } from '../../policy/aws/verdict/grants.ts';
import { bucketNeeds } from '../../policy/aws/request/needs.ts';
import { denyCause } from '../../policy/aws/network/restriction.ts';
import { statementLabel } from '../../policy/aws/document/model.ts';
import { membersUnder } from '../support/aws/debatable-policy.ts';
import { deniedKey, deniedQuestion, denialsOf, denyEvidence, labelOf } from '../support/aws/denials.ts';
import { denySentence, sentences } from '../support/aws/policy-words.ts';
import { readBucketPolicy } from '../../fixes/aws.ts';
import { remedy } from '../../fixes/step.ts';

export const bucketPolicyDeny = defineAwsCheck({
  id: 'aws/bucket-policy-deny',
  title: "No Deny statement of the bucket policy hits W&B's requests or its pre-signed URLs, network and signature aside",
  severity: 'high',
  rationale:
    'A Deny wins over every Allow. W&B sends two kinds of requests: its servers list, delete and read the settings of the bucket from ' +
    "W&B's network, and browsers and training jobs read and write objects with pre-signed URLs, which S3 treats as W&B's principal in the network of their holder. " +
    'A Deny by organization, account, MFA or action, or one about an encryption header that W&B does not send, cuts off one or both. ' +
    'Denials by network and by signature have checks of their own: aws/network-carve-out, aws/network-restriction, aws/presigned-age and aws/presigned-auth-type.',
  remediation:
    "Except W&B's principal from the Deny with ArnNotLike or StringNotEquals on aws:PrincipalArn or aws:PrincipalAccount.",
  source: [
    {
      document: 'D-2026S',
      edition: '2026-02',
      quote: 'Pre-signed URLs are the only supported blob storage access mechanism in W&B',
      inferred: true,
    },
  ],
  rows: ['AWS-S3-18', 'AWS-S3-19'],
  tags: ['access', 'policy'],
  controls: { 'nist-800-53-r5': ['AC-3', 'AC-4'] },
  requires: ['policy'],
  evaluate: ({ policy }, context) => {
    if (policy === null) return pass('the bucket has no policy, so nothing is denied');
    const denials = denialsOf(policy.Policy, context, 'what it denies');
    if ('verdict' in denials) return denials.verdict;
    const { statements, identity, asking, scopeOf } = denials;
    const denies = statements.filter(({ effect }) => effect === 'Deny');
    const others = denies.filter((statement) => denyCause(statement) === 'other');
    const hits = membersUnder(denyAnswers(others, bucketNeeds, asking, scopeOf), context);
    const certain = hits.filter(({ answer }) => answer === 'true');
    const core = certain.filter(({ need }) => need.role === 'core');
    const [first] = core;
    if (first !== undefined) {
      return fail(denySentence(first), {
        key: deniedKey(first),
        details: sentences(core, denySentence),
        ...denyEvidence(denials, first),
        fix: remedy(
          `Except ${identity.arn} from ${labelOf(first)}, or remove the statement; read the policy, edit it and put it back`,
          readBucketPolicy(context.target.bucket),
        ),
      });
    }
    const [open] = [...hits.filter(({ answer, need }) => answer === 'unknown' && need.role === 'core'), ...certain, ...hits];
    if (open !== undefined) {
      return manual(denySentence(open), {
        key: 'depends',
        severity: severityOf(open),
        details: sentences(hits, denySentence),
        ...denyEvidence(denials, open),
        ...deniedQuestion(denials, open),
      });
    }
    const details = comingChanges(others, context.collectedAt).map(
      ({ statement, date }) => `${statementLabel(statement)} changes what it denies on ${date}`,
    );
    const extra = details.length === 0 ? {} : { details };
    if (denies.length === 0) return pass('the bucket policy has no Deny statement');
    if (others.length === 0)
      return pass('every Deny statement is about the network or the signature of a request, which other checks judge', extra);
    return pass(`no Deny statement of the bucket policy (${others.length} in all) hits requests of ${identity.arn}`, extra);
  },
});

/** A Deny that may take what W&B needs is as grave as a grant that may not give it. */
const severityOf = ({ answer, need }: NeedAnswer): Severity => (answer === 'unknown' && need.role === 'core' ? 'medium' : 'low');
