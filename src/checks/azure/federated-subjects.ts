import { defineAzureCheck, fail, manual, pass } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';
import { federatedAudience, federatedSubjects } from '../../requirements/azure.ts';
import {
  credentialLine,
  federatedCommand,
  federationFacets,
  isExpression,
  isKnownSubject,
  knownCredentials,
  nameOf,
  openExpression,
} from '../support/azure/federation.ts';
import { remedy } from '../../fixes/step.ts';

const account = (subject: string): string => printable(subject.split(':').at(-1) ?? subject, 80);

export const azureFederatedSubjects = defineAzureCheck({
  id: 'azure/federated-subjects',
  title: 'Every service account of W&B has a federated credential, and nobody else has one',
  severity: 'high',
  rationale:
    "Each Kubernetes service account of W&B needs a credential of its own. Without wandb-app nothing works; newer charts sign as wandb-bucket-access; without the others single features fail. W&B's Terraform module lists thirteen, and the list grows with its releases, so identities that an older module made lack the newer ones.",
  remediation: "Add a credential for each service account, or apply a newer version of W&B's Terraform module.",
  source: [{ document: 'TFZ', quote: 'subject             = "system:serviceaccount:default:wandb-app"' }, { document: 'HELM' }],
  rows: ['AZ-ID-06', 'AZ-04', 'AZ-05'],
  tags: ['access', 'least-privilege'],
  controls: { 'nist-800-53-r5': ['IA-2', 'AC-6'] },
  requires: [],
  consults: federationFacets,
  evaluate: (facts, context) => {
    const asked = knownCredentials(facts, context);
    if ('verdict' in asked) return asked.verdict;
    const { credentials } = asked;
    const subjects = new Set(credentials.map(({ properties }) => properties.subject ?? ''));
    const lacks = (subject: string): boolean => !subjects.has(subject);
    const evidence = credentials.slice(0, 20).map((one) => credentialLine(credentials, one, 'subject'));
    const id = facts.identity.state === 'present' ? facts.identity.value.id : undefined;
    const fixOf = (missing: readonly string[]) =>
      remedy(
        `Add a credential for ${missing.length === 1 ? 'the service account' : 'each of the service accounts'}`,
        ...(id === undefined || context.issuer === undefined
          ? []
          : missing.map((subject) =>
              federatedCommand(
                'create',
                id,
                `federated-credential-${subject.split(':').at(-1) ?? ''}`,
                '--issuer',
                context.issuer ?? '',
                '--subject',
                subject,
                '--audiences',
                federatedAudience,
              ),
            )),
      );
    const wanted = [...federatedSubjects.needed, federatedSubjects.shared, ...federatedSubjects.others];
    const missing = wanted.filter(lacks);
    if (missing.length > 0 && credentials.some(isExpression)) return openExpression();
    const needed = federatedSubjects.needed.filter(lacks);
    if (needed.length > 0 && credentials.length > 0 && context.deployment !== 'dedicated') {
      const listed = [...subjects].slice(0, 4).map((subject) => printable(subject, 120));
      return manual(
        `the federated credentials are for ${listed.join(', ')}, and which service accounts your release of W&B has is known to you only`,
        {
          key: 'other-release',
          severity: 'medium',
          evidence,
        },
      );
    }
    if (needed.length > 0)
      return fail(
        credentials.length === 0
          ? 'the managed identity has no federated credential, so no service account of W&B can take it on'
          : `no federated credential is for ${needed.map(account).join(', ')}, without which W&B does not get at the container`,
        { key: 'needed', evidence, fix: fixOf(missing) },
      );
    if (lacks(federatedSubjects.shared))
      return fail(`no federated credential is for ${account(federatedSubjects.shared)}, as which newer charts of W&B sign`, {
        key: 'shared',
        severity: 'medium',
        ...(missing.length === 1 ? {} : { details: [`none is for ${missing.map(account).join(', ')}`] }),
        evidence,
        fix: fixOf(missing),
      });
    if (missing.length > 0)
      return fail(`no federated credential is for ${missing.map(account).join(', ')}, so features of W&B may fail`, {
        key: 'others',
        severity: 'low',
        evidence,
        fix: fixOf(missing),
      });
    const stranger = credentials.find(({ properties }) => {
      const subject = properties.subject ?? '';
      // Newer releases of W&B have service accounts that are not listed yet.
      return !isKnownSubject(subject) && !/^system:serviceaccount:default:wandb-[a-z0-9-]+$/.test(subject);
    });
    if (stranger !== undefined)
      return fail(
        `the federated credential ${nameOf(stranger)} lets in ${printable(stranger.properties.subject ?? 'what an expression matches', 160)}, which is no service account of W&B that is known`,
        {
          key: 'stranger',
          severity: 'low',
          evidence: [credentialLine(credentials, stranger, 'subject')],
          fix: { summary: 'Remove the credential unless you know what it is for' },
        },
      );
    return pass(`all ${wanted.length} service accounts of W&B have a federated credential`, { evidence });
  },
});
