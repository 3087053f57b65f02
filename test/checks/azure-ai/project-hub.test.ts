import { projectHub } from '../../../src/checks/azure-ai/project-hub.ts';
import { hubId, hub, account, hubWith, accountOf } from '../../support/azure-ai-values.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(projectHub, {
  'passes when': {
    'the hub is the one that is named': {
      given: hubWith({ workspace: hub({ hubResourceId: hubId.toUpperCase() }, { kind: 'Project', name: 'p' }) }),
      says: 'the project follows the hub acme-hub, which is judged in its place',
    },
  },
  'does not apply when': {
    'it is a hub': { given: hubWith(), says: 'the workspace is of kind hub, which follows no hub' },
    'it is an account': { given: accountOf(account()), says: 'the target is no workspace' },
  },
  'asks when': {
    'the kind is not told': { given: { workspace: hub({}, { kind: null }) }, says: /^is the workspace a project/ },
    'the hub is not told': { given: { workspace: hub({}, { kind: 'project' }) }, says: 'the project does not tell its hub' },
    'it is another hub': {
      given: hubWith({ workspace: hub({ hubResourceId: `${hubId}2` }, { kind: 'project' }) }),
      says: /another hub/,
    },
  },
});
