import { defineAzureCheck, fail, manual, pass } from '../../core/check.ts';
import { admittedSubjects } from '../../policy/azure/claims-expression.ts';
import { remedy } from '../../fixes/step.ts';
import { printable } from '../../policy/printable.ts';
import { federatedSubjects } from '../../requirements/azure.ts';
import {
  admissionLines,
  admittedWords,
  federationFacets,
  isKnownSubject,
  isNearMiss,
  isTrusted,
  knownCredentials,
  nameOf,
  type Credential,
} from '../support/azure/federation.ts';
import { absent, accountOf, fixOf, subjectLines } from '../support/azure/missing-subjects.ts';

export const azureFederatedSubjects = defineAzureCheck({
  id: 'azure/federated-subjects',
  title: 'Every service account of W&B has a federated credential, and nobody else has one',
  severity: 'high',
  rationale:
    "Each Kubernetes service account of W&B needs a credential of its own. Without wandb-app nothing works; newer charts sign as wandb-bucket-access; without the others single features fail. W&B's Terraform module lists thirteen, and the list grows with its releases, so identities that an older module made lack the newer ones. An expression that more than one subject matches lets in whoever can make such a subject.",
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
    const own = credentials.filter((one) => !isTrusted(one, context));
    const subjects = new Map(own.flatMap((one) => exactSubject(one).map((subject) => [subject, one] as const)));
    const wanted = [...federatedSubjects.needed, federatedSubjects.shared, ...federatedSubjects.others];
    const missing = wanted.filter((subject) => !subjects.has(subject));
    const misspelled = new Map(
      missing.flatMap((subject) => {
        const [, near] = [...subjects].find(([found]) => isNearMiss(found, subject)) ?? [];
        return near === undefined ? [] : [[subject, near] as const];
      }),
    );
    const id = facts.identity.state === 'present' ? facts.identity.value.id : undefined;
    const lacks = { credentials, missing, misspelled, fix: fixOf(missing, misspelled, id, context) };
    const wide = credentials.find(({ properties }) => admittedSubjects(properties).kind === 'many');
    if (wide !== undefined)
      return fail(
        `the federated credential ${nameOf(wide)} lets in ${admittedWords(wide)}, of the issuer ${printable(wide.properties.issuer ?? '', 200)}`,
        {
          key: 'wildcard',
          ...(missing.length === 0 ? {} : { details: [`no credential is for exactly ${missing.map(accountOf).join(', ')}`] }),
          evidence: admissionLines(credentials, wide),
          fix: remedy('Give each service account a credential of its own with its subject, and remove this one'),
        },
      );
    const unclear = credentials.find(({ properties }) => admittedSubjects(properties).kind === 'unclear');
    if (unclear !== undefined)
      return manual(
        `whom does the federated credential ${nameOf(unclear)} let in? Its ${admissionOf(unclear)}, so it may be more than one service account of W&B`,
        { key: 'expression', evidence: admissionLines(credentials, unclear) },
      );
    const needed = federatedSubjects.needed.filter((subject) => missing.includes(subject));
    if (needed.length > 0 && credentials.length > 0 && context.deployment !== 'dedicated' && misspelled.size === 0) {
      const listed = [...subjects.keys()].slice(0, 4).map((subject) => printable(subject, 120));
      return manual(
        `the federated credentials are for ${listed.join(', ')}, and which service accounts your release of W&B has is known to you only`,
        { key: 'other-release', severity: 'medium', evidence: subjectLines(credentials) },
      );
    }
    if (needed.length > 0)
      return credentials.length === 0
        ? fail('the managed identity has no federated credential, so no service account of W&B can take it on', {
            key: 'needed',
            fix: lacks.fix,
          })
        : absent(lacks, needed, 'without which W&B does not get at the container', { key: 'needed' });
    if (missing.includes(federatedSubjects.shared))
      return absent(lacks, [federatedSubjects.shared], 'as which newer charts of W&B sign', {
        key: 'shared',
        severity: 'medium',
      });
    if (missing.length > 0) return absent(lacks, missing, 'so features of W&B may fail', { key: 'others', severity: 'low' });
    const stranger = own.find((one) =>
      exactSubject(one).some(
        // Newer releases of W&B have service accounts that are not listed yet.
        (subject) => !isKnownSubject(subject) && !/^system:serviceaccount:default:wandb-[a-z0-9-]+$/.test(subject),
      ),
    );
    if (stranger !== undefined)
      return fail(
        `the federated credential ${nameOf(stranger)} lets in ${admittedWords(stranger)}, which is no service account of W&B that is known`,
        {
          key: 'stranger',
          severity: 'low',
          evidence: admissionLines(credentials, stranger),
          fix: remedy('Remove the credential unless you know what it is for'),
        },
      );
    return pass(`all ${wanted.length} service accounts of W&B have a federated credential`, {
      evidence: subjectLines(credentials),
    });
  },
});

const exactSubject = ({ properties }: Credential): readonly string[] => {
  const admitted = admittedSubjects(properties);
  return admitted.kind === 'one' ? [admitted.subject] : [];
};

const admissionOf = ({ properties }: Credential): string => {
  const text = properties.claimsMatchingExpression?.value ?? '';
  return text === '' ? 'subject is not told' : `expression ${printable(text, 200)} is not one that byob-audit understands`;
};
