import { defineAwsCheck, fail, manual, notApplicable, pass, type Remediation, type Verdict } from '../../core/check.ts';
import type { NeedAnswer } from '../../policy/aws/verdict/grants.ts';
import { ownerLosesPolicy, restrictionsOf } from '../../policy/aws/network/restriction.ts';
import { carveOut } from '../../policy/aws/network/carve-out.ts';
import { statementLabel, type Statement } from '../../policy/aws/document/model.ts';
import {
  deniedKey,
  deniedQuestion,
  denialsOf,
  denyEvidence,
  labelOf,
  networkDenies,
  networkHits,
  restrictionOf,
  type Denials,
} from '../support/aws/denials.ts';
import { denySentence, sentences, shownArn, statementEvidence } from '../support/aws/policy-words.ts';
import { addStatement, putBucketPolicy, readBucketPolicy } from '../../fixes/aws.ts';
import { remedy } from '../../fixes/step.ts';
import { editsBetween } from '../../fixes/document.ts';

export const networkCarveOut = defineAwsCheck({
  id: 'aws/network-carve-out',
  title: "Network restrictions let W&B's servers through without opening every pre-signed URL",
  severity: 'high',
  rationale:
    "W&B's servers list, delete and read the settings of the bucket from W&B's network, so a Deny by network without an exception for them stops W&B. " +
    "An exception by W&B's principal alone goes too far: S3 authorizes a pre-signed URL as its signer, so it excepts every URL, and the restriction restricts nobody.",
  remediation:
    "Except W&B's account from the network Deny with StringNotEquals on aws:PrincipalAccount, and add a second Deny with the same networks and StringEquals s3:authType REST-QUERY-STRING, without the exception.",
  source: [
    {
      document: 'S004',
      edition: '2025-03',
      quote: 'W&B recommends to limit the networks from which pre-signed URLs reach the storage, by IAM policies on the bucket',
      inferred: true,
    },
    { document: 'AWS', inferred: true },
  ],
  rows: ['NET-02', 'AWS-S3-18'],
  tags: ['access', 'policy', 'network', 'presigned'],
  controls: { 'nist-800-53-r5': ['AC-3', 'AC-4', 'SC-7'] },
  requires: ['policy'],
  evaluate: ({ policy }, context) => {
    if (policy === null) return notApplicable('the bucket has no policy');
    const denials = denialsOf(policy.Policy, context, 'what it denies by network');
    if ('verdict' in denials) return denials.verdict;
    const denies = networkDenies(denials);
    if (denies.length === 0) return notApplicable('no Deny statement of the bucket policy hits W&B by network');
    const hits = networkHits(denials).filter(({ request }) => request.channel === 'platform');
    const core = hits.filter(({ need }) => need.role === 'core');
    const certain = core.filter(({ answer }) => answer === 'true');
    const [first] = certain;
    if (first !== undefined) return cutOff(denials, first, certain, context.target.bucket, context.account);
    const restrictions = restrictionsOf(denies);
    const result = restrictions.length === 0 ? undefined : restrictionOf(denials);
    if (result?.switchedOffByCarveOut === true && result.witness !== undefined && result.outside === 'false') {
      const { place, answer } = result.witness;
      const [restriction] = restrictions;
      const what = restriction === undefined ? 'the restriction' : statementLabel(restriction);
      return fail(
        `${what} excepts W&B's principal, which pre-signed URLs act as: a URL for ${answer.need.name} on ${shownArn(answer)} works ${place.name}`,
        {
          key: 'principal-alone',
          severity: 'medium',
          evidence: statementEvidence('policy', denials.text, restriction),
          fix: fixFor(denials, restriction, context.target.bucket),
        },
      );
    }
    const [open] = [...core, ...hits];
    if (open !== undefined) {
      return manual(denySentence(open), {
        key: 'depends',
        details: sentences(hits, denySentence),
        severity: 'medium',
        ...denyEvidence(denials, open),
        ...deniedQuestion(denials, open),
      });
    }
    return pass(`no Deny by network hits requests that W&B's servers make as ${denials.identity.arn}`, {
      evidence: statementEvidence('policy', denials.text, denies[0]),
    });
  },
});

function cutOff(
  denials: Denials,
  first: NeedAnswer,
  certain: readonly NeedAnswer[],
  bucket: string,
  account: string | undefined,
): Verdict {
  const statement = first.match?.statement;
  const details = [...sentences(certain, denySentence)];
  if (statement !== undefined && ownerLosesPolicy(statement, denials.asking, account))
    details.push(
      `${labelOf(first)} also refuses s3:PutBucketPolicy to your own account from other networks, where only its root user can then change the policy`,
    );
  return fail(denySentence(first), {
    key: deniedKey(first),
    details,
    ...denyEvidence(denials, first),
    fix: fixFor(denials, statement, bucket),
  });
}

function fixFor({ text, identity, who }: Denials, statement: Statement | undefined, bucket: string): Remediation {
  const account = who.known && identity.kind !== 'anyone' ? identity.account : undefined;
  const mended = statement === undefined || account === undefined ? undefined : carveOut(text, statement, account);
  if (statement === undefined || mended === undefined) {
    return remedy(
      `Except ${identity.arn} from the network restriction for requests with s3:authType REST-HEADER only; read the policy, edit it and put it back`,
      readBucketPolicy(bucket),
    );
  }
  return remedy(
    `Except account ${account} from the network restriction, and restrict all pre-signed requests with a statement of their own`,
    putBucketPolicy(bucket, text, [
      ...editsBetween(mended.present, mended.excepted, ['Statement', statement.index]),
      ...addStatement(mended.presigned),
    ]),
  );
}
