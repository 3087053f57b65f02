import type { AzureCase } from '../../fake-azure/blob-state.ts';
import { credential, identity, issuer, serviceAccounts, teamFault } from './base.ts';

const others = serviceAccounts.slice(1);

export const azureFederationCases: readonly AzureCase[] = [
  teamFault({
    name: 'issuer-without-slash',
    about: 'the issuer of the credentials lacks the slash at its end',
    state: { identities: [identity(serviceAccounts.map((one) => credential(one, { issuer: issuer.slice(0, -1) })))] },
    fails: ['azure/federated-issuer'],
    exit: 1,
  }),
  teamFault({
    name: 'issuer-other-cluster',
    about: 'the credentials name the issuer of another cluster',
    state: {
      identities: [identity(serviceAccounts.map((one) => credential(one, { issuer: 'https://oidc.other-cluster.example/' })))],
    },
    fails: ['azure/federated-issuer'],
    exit: 1,
  }),
  teamFault({
    name: 'audience-wrong',
    about: 'the credentials have the audience of another use',
    state: { identities: [identity(serviceAccounts.map((one) => credential(one, { audiences: ['sts.amazonaws.com'] })))] },
    fails: ['azure/federated-audience'],
    exit: 1,
  }),
  teamFault({
    name: 'subject-without-app',
    about: 'the service account wandb-app has no credential',
    state: { identities: [identity(others.map((one) => credential(one)))] },
    fails: ['azure/federated-subjects'],
    exit: 1,
  }),
  teamFault({
    name: 'subjects-of-old-module',
    about: "the one credential that older versions of W&B's module made",
    state: { identities: [identity([credential('wandb-app')])] },
    fails: ['azure/federated-subjects'],
    exit: 1,
  }),
  teamFault({
    name: 'subjects-none',
    about: 'the identity has no federated credential',
    state: { identities: [identity([])] },
    fails: ['azure/federated-subjects'],
    exit: 1,
  }),
  teamFault({
    name: 'subject-stranger',
    about: 'a service account of another namespace may take on the identity',
    state: {
      identities: [
        identity([
          ...serviceAccounts.map((one) => credential(one)),
          credential('stranger', { subject: 'system:serviceaccount:batch:importer' }),
        ]),
      ],
    },
    fails: ['azure/federated-subjects'],
    exit: 0,
  }),
];
