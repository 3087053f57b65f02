import {
  defineCheck,
  fail,
  manual,
  pass,
  type Check,
  type CheckContext,
  type CheckMeta,
  type Verdict,
} from '../../../core/check.ts';
import { newestEdition, type Deployment, type Level } from '../../../evidence/declared.ts';
import type { ProviderName } from '../../../evidence/index.ts';

type Offer = { readonly [D in Deployment]: { readonly [L in Level]: boolean } };

/** Whether W&B offers a store for the declared deployment and level (matrix 0.3 of the catalogue). */
export function availabilityVerdict(store: string, offer: Offer, { deployment, level, edition }: CheckContext): Verdict {
  if (deployment === undefined)
    return manual('which W&B deployment will use the bucket is not declared', { answer: 'deployment' });
  const { instance, team } = offer[deployment];
  const by = edition === newestEdition ? '' : ` by the documents of edition ${edition}`;
  if (!instance && !team)
    return fail(`${deployment} does not take ${store}${by}`, {
      key: 'not-offered',
      fix: {
        summary:
          by === ''
            ? 'Use a store that this deployment takes, or choose Dedicated Cloud or Self-Managed'
            : 'Use a store that this edition of the documents lists, or judge by the newest edition',
      },
    });
  if (level === undefined) {
    if (instance && team) return pass(`${deployment} takes ${store} at instance and at team level`);
    return manual(`${deployment} takes ${store} at team level only, and the level is not declared`, { answer: 'level' });
  }
  if (offer[deployment][level]) return pass(`${deployment} takes ${store} at ${level} level`);
  const why =
    deployment === 'multi-tenant' ? 'has no bucket of your own at instance level' : `takes ${store} at team level only${by}`;
  return fail(`${deployment} ${why}`, {
    fix: { summary: 'Use the bucket at team level and declare `level: team`' },
  });
}

/** What a provider says of its own in the check of {@link availabilityCheck}. */
interface StoreOffer extends Pick<CheckMeta, 'remediation' | 'source'> {
  /** As the title names it, with an article: `an S3 bucket of your own`. */
  readonly store: string;
  /** Which deployments take such a store at all. */
  readonly rationale: string;
  /** Rows of the requirement catalogue besides the one that is every provider's. */
  readonly rows?: readonly string[];
  readonly verdict: (context: CheckContext) => Verdict;
}

/** The check that W&B offers a store for the declared deployment and level. */
export const availabilityCheck = (
  provider: ProviderName,
  { store, rationale, remediation, source, rows = [], verdict }: StoreOffer,
): Check =>
  defineCheck({
    provider,
    id: `${provider}/deployment-available`,
    title: `W&B offers ${store} for this deployment and level`,
    severity: 'high',
    rationale,
    remediation,
    source,
    rows: [...rows, 'GEN-01'],
    tags: ['existence'],
    requires: [],
    evaluate: (_facts, context) => verdict(context),
  });
