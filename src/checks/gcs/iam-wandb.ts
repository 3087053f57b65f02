import {
  defineGcsCheck,
  fail,
  manual,
  pass,
  undecided,
  type Unasked,
  type CheckContext,
  type Remediation,
  type Verdict,
} from '../../core/check.ts';
import { unnamedBucket } from '../../evidence/document.ts';
import type { Observation } from '../../evidence/observation.ts';
import { unknownBucket } from '../../policy/gcp/condition.ts';
import { printable } from '../../policy/printable.ts';
import { documentedGcsRole, wandbServiceAccounts } from '../../requirements/gcp.ts';
import { stanceOn } from '../support/any/debatable.ts';
import { wandbAccount } from '../support/gcs/bucket.ts';
import {
  answersFor,
  coreOf,
  endsOf,
  otherAccounts,
  readBindings,
  type AskedIam,
  type StrangeMember,
} from '../support/gcs/iam.ts';
import { answerEvidence, explainMissing, listing, mistyped, reasons, roleCommands } from '../support/gcs/missing.ts';
import { addBinding } from '../../fixes/gcs.ts';
import { remedy } from '../../fixes/step.ts';

export const gcsIamWandb = defineGcsCheck({
  id: 'gcs/iam-wandb',
  title: "IAM gives W&B's service account what W&B needs on the bucket",
  severity: 'high',
  rationale:
    "W&B's servers, and the pre-signed URLs that they sign, act as one service account of W&B (or of yours, when W&B is self-managed). It reads the CORS entries and the attributes of the bucket, and reads, writes, lists and deletes objects; without storage.buckets.get, which object roles lack, W&B's checks end in HTTP 403. The accounts of multi-tenant and dedicated deployments are easy to swap. Deny policies, domain-restricted sharing and VPC Service Controls are outside the IAM policy and are not judged.",
  remediation: `Give the service account of your deployment the role ${documentedGcsRole} on the bucket, without a condition.`,
  source: [
    {
      document: 'D-2026S',
      edition: '2026-02',
      quote: 'If the service account does not have the `storage.admin` role, these checks result in a HTTP 403 error.',
    },
    { document: 'S004', edition: '2025-03', quote: 'deploy@wandb-production.iam.gserviceaccount.com' },
    { document: 'D-2025-05' },
    { document: 'TFG', quote: 'role   = "roles/storage.admin"' },
    { document: 'GCP', inferred: true },
  ],
  rows: ['GCS-IAM-01', 'GCS-IAM-02', 'GCS-IAM-03', 'GCS-IAM-04'],
  tags: ['access', 'policy'],
  controls: { 'nist-800-53-r5': ['AC-3'] },
  requires: ['iamPolicy'],
  consults: ['projectIamPolicy', 'bucket'],
  evaluate: ({ iamPolicy, projectIamPolicy, bucket: configuration }, context) => {
    const bucket = iamPolicy ?? {};
    const project = projectIamPolicy.state === 'present' ? projectIamPolicy.value : undefined;
    const projectNumber = configuration.state === 'present' ? configuration.value.projectNumber : undefined;
    const asked: AskedIam = { bucket, project, projectNumber, context };
    const own = readBindings(bucket);
    const above = project === undefined ? undefined : readBindings(project);
    const unread = !own.ok ? own.problem : above?.ok === false ? above.problem : undefined;
    if (unread !== undefined)
      return manual(`byob-audit does not understand the IAM policy of the ${own.ok ? 'project' : 'bucket'}: ${unread}`, {
        severity: 'medium',
        key: 'not-understood',
      });
    const who = wandbAccount(context);
    if (!who.known) {
      const granted = otherAccounts(asked, undefined).map(
        (deployment) => `${wandbServiceAccounts[deployment]}, the account of ${deployment} deployments`,
      );
      const what = granted.length === 0 ? "none of W&B's published service accounts" : granted.join(', and to ');
      return manual(`${who.why}; IAM grants what W&B needs to ${what}`, { answer: who.answer, key: `undeclared-${who.answer}` });
    }
    const strange = [...(own.ok ? own.strange : []), ...(above?.ok === true ? above.strange : [])];
    const judgeUnder = (under: CheckContext, ofProject = projectNumber): Verdict =>
      judge({ ...asked, context: under, projectNumber: ofProject }, who.account, strange, projectIamPolicy.state);
    const verdict = judgeUnder(context);
    // The number of the project would tell whose convenience value a number in the policy is.
    const number = configuration.state === 'unreadable' ? numberIn(bucket) : undefined;
    if (verdict.kind === 'manual' && number !== undefined && judgeUnder(context, number).kind !== 'manual')
      return { ...verdict, kind: 'undecided', facets: ['bucket'] };
    if (verdict.kind !== 'fail' || stanceOn('sub-path-grant', context) !== 'strict') return verdict;
    const below = judgeUnder({ ...context, rules: { ...context.rules, 'sub-path-grant': undefined } });
    // W&B works below the path; what is missing above it is missing by the stricter reading alone.
    return below.kind === 'fail' ? verdict : { ...verdict, severity: 'medium' };
  },
});

/** The first project that a convenience value names by its number. */
const numberIn = ({ bindings = [] }: AskedIam['bucket']): string | undefined =>
  bindings
    .flatMap(({ members = [] }) => members)
    .find((text) => /^project(?:Owner|Editor|Viewer):\d+$/.test(text))
    ?.split(':')[1];

function judge(
  asked: AskedIam,
  account: string,
  strange: readonly StrangeMember[],
  project: Observation<unknown>['state'],
): Verdict {
  const answers = answersFor(asked, account);
  const core = coreOf(answers);
  const missing = core.filter(({ answer }) => answer === 'false');
  const unsure = core.filter(({ answer }) => answer === 'unknown');
  const shown = printable(account);
  if (missing.length > 0) {
    const { key, message, ...extra } = explainMissing(asked, account, answers, strange);
    if (project === 'unreadable')
      return undecided(`${message}; a role on the project would serve as well`, ['projectIamPolicy'], { key, ...extra });
    const unknown = strange.find(({ text }) => !mistyped(text, account));
    if (unknown !== undefined && key !== 'wrong-member-type') {
      const doubt = `bindings[${unknown.index}] (${printable(unknown.role, 100)}) has the member ${printable(unknown.text, 120)}, of a kind that byob-audit does not know`;
      return manual(`${message}; ${doubt}`, { ...extra, severity: 'medium', key: 'unknown-member' });
    }
    if (project === 'present')
      return undecided(`${message}; a role on a folder or on the organization would serve as well`, [], {
        key,
        ...extra,
        details: [...(extra.details ?? []), ...ancestorCommands, `to grant it: ${fixFor(asked, account).commands?.[0] ?? ''}`],
        unasked: ancestors,
      });
    const details = [...(extra.details ?? []), 'a role on the project, on a folder or on the organization would not show here'];
    return fail(message, { key, ...extra, details, fix: fixFor(asked, account) });
  }
  const [doubt] = unsure;
  if (doubt !== undefined)
    return manual(listing(unsure, `it is not certain that IAM grants ${shown}`), {
      ...(asked.context.target.bucket === unnamedBucket && unsure.some(({ why }) => why.includes(unknownBucket))
        ? { answer: 'bucket' }
        : {}),
      key: 'depends',
      severity: 'medium',
      details: [...reasons(unsure), ...roleCommands(unsure)],
      evidence: answerEvidence(doubt),
    });
  const lesser = answers.filter(({ answer, need }) => answer === 'false' && need.weight === 'extra');
  const [extra] = lesser;
  if (extra !== undefined && project === 'present')
    return manual(
      `${listing(lesser, `IAM of bucket and project does not grant ${shown}`)}; does a role on a folder or on the organization?`,
      {
        key: 'missing-extra',
        severity: 'low',
        details: [...reasons(lesser), ...ancestorCommands],
        evidence: answerEvidence(extra),
      },
    );
  if (extra !== undefined)
    return fail(listing(lesser, `some uses of W&B fail: IAM does not grant ${shown}`), {
      key: 'missing-extra',
      severity: 'low',
      details: reasons(lesser),
      evidence: answerEvidence(extra),
      fix: fixFor(asked, account),
    });
  const open = answers.filter(({ answer }) => answer === 'unknown');
  const [vague] = open;
  if (vague !== undefined)
    return manual(listing(open, `for some uses of W&B it is not certain that IAM grants ${shown}`), {
      key: 'extra-depends',
      severity: 'low',
      details: [...reasons(open), ...roleCommands(open)],
      evidence: answerEvidence(vague),
    });
  const roles = [...new Set(answers.flatMap(({ binding }) => (binding === undefined ? [] : [printable(binding.role, 100)])))];
  return pass(`IAM grants what W&B needs to ${shown}, by ${roles.join(' and ')}`, {
    details: [...endsOf(answers), 'deny policies and VPC Service Controls are not part of this'],
  });
}

/** Roles above the project are inherited by the bucket, and stand in policies of their own. */
const ancestors: readonly Unasked[] = [
  {
    call: 'Resource Manager projects.getAncestry, folders.getIamPolicy, organizations.getIamPolicy',
    about: 'what is granted above the project',
    permissions: [
      'resourcemanager.projects.get',
      'resourcemanager.folders.getIamPolicy',
      'resourcemanager.organizations.getIamPolicy',
    ],
  },
];
const ancestorCommands: readonly string[] = ['to see what is granted above: gcloud projects get-ancestors-iam-policy PROJECT'];

function fixFor({ bucket, context }: AskedIam, account: string): Remediation {
  const conditional = (bucket.bindings ?? []).some(({ condition }) => condition !== undefined);
  return remedy(
    `Give ${printable(account)} the role ${documentedGcsRole} on the bucket; other bindings stay as they are`,
    addBinding(context.target.bucket, account, documentedGcsRole, conditional),
  );
}
