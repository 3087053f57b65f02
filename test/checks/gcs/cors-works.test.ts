import { expect, it } from 'vitest';
import { gcsCorsWorks } from '../../../src/checks/gcs/cors-works.ts';
import { describeCheck, judge } from '../../support/describe-check.ts';
import { bucket, cors, noBucket } from './support.ts';

const entries = (...list: Partial<typeof cors>[]) => bucket({ cors: list.map((entry) => ({ ...cors, ...entry })) });
const acme = 'https://wandb.acme.example';

describeCheck<'gcs'>(gcsCorsWorks, {
  'passes when': {
    "it is the entry of W&B's Terraform module": { given: entries({}), says: 'GET, HEAD and PUT work from any origin' },
    'it is the documented entry, as it reads back': { given: entries({ responseHeader: ['Content-Type'] }), says: /any origin/ },
    'the header is in another case': { given: entries({ responseHeader: ['content-type', 'etag'] }), says: /any origin/ },
    'the max age is missing': {
      given: bucket({ cors: [{ origin: ['*'], method: ['*'], responseHeader: ['*'] }] }),
      says: /any origin/,
    },
    'two entries do it together': { given: entries({ method: ['PUT'] }, { method: ['GET', 'HEAD'] }), says: /any origin/ },
    'it admits the declared origin only': {
      given: entries({ origin: [acme] }),
      with: { origins: [acme] },
      says: `GET, HEAD and PUT work from ${acme}`,
    },
  },
  'fails when': {
    'there is none': {
      given: bucket(),
      says: 'the bucket has no CORS entry, so browsers cannot use pre-signed URLs',
      severity: 'high',
    },
    'the list is empty': { given: bucket({ cors: [] }), says: /no CORS entry/ },
    'PUT is missing': { given: entries({ method: ['GET', 'HEAD'] }), says: /allows PUT$/, severity: 'high' },
    'no header is named': {
      given: entries({ responseHeader: [] }),
      says: /with the headers content-type is refused: no CORS rule allows them$/,
    },
    'an earlier entry without the header shadows a good one': {
      given: entries({ responseHeader: [] }, {}),
      says: /cors\[0\] answers first .* so cors\[1\], which does, is never asked/,
    },
    'the declared origin is not in it': {
      given: entries({ origin: ['https://other.example'] }),
      with: { origins: [acme] },
      says: `GET from ${acme} is refused: no CORS rule admits this origin`,
    },
    'Multi-tenant W&B is not in it': {
      given: entries({ origin: [acme] }),
      with: { deployment: 'multi-tenant' },
      says: 'GET from https://wandb.ai is refused: no CORS rule admits this origin',
      severity: 'high',
    },
    'an entry is empty': { given: bucket({ cors: [{}] }), says: /refused/ },
  },
  'asks when': {
    'it admits one origin and none is declared': {
      given: entries({ origin: [acme] }),
      says: /declare the origins/,
      severity: 'medium',
    },
  },
  'does not apply when': noBucket,
});

it('writes the entry of the edition, quoted for a shell', () => {
  const target = { uri: 'gs://a', bucket: "a'; rm -rf $HOME #" };
  const { remediation } = judge(gcsCorsWorks, {
    given: bucket(),
    with: { target, edition: '2025-03', origins: ["https://a'b"] },
  });
  expect(remediation?.commands).toEqual([
    `printf '%s' '[{"origin":["https://a'\\''b"],"method":["GET","HEAD","PUT"],"responseHeader":["*"],"maxAgeSeconds":3600}]' > cors-policy.json`,
    `gcloud storage buckets update 'gs://a'\\''; rm -rf $HOME #' --cors-file=cors-policy.json`,
  ]);
});
