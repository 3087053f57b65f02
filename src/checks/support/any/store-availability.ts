import { fail, manual, pass, type CheckContext, type Verdict } from '../../../core/check.ts';
import type { Deployment, Level } from '../../../evidence/declared.ts';

type Offer = { readonly [D in Deployment]: { readonly [L in Level]: boolean } };

/** Whether W&B offers a store for the declared deployment and level (matrix 0.3 of the catalogue). */
export function availabilityVerdict(store: string, offer: Offer, { deployment, level }: CheckContext): Verdict {
  if (deployment === undefined)
    return manual('which W&B deployment will use the bucket is not declared', { answer: 'deployment' });
  const { instance, team } = offer[deployment];
  if (!instance && !team)
    return fail(`${deployment} does not take ${store}`, {
      key: 'not-offered',
      fix: { summary: 'Use a store that this deployment takes, or choose Dedicated Cloud or Self-Managed' },
    });
  if (level === undefined) {
    if (instance && team) return pass(`${deployment} takes ${store} at instance and at team level`);
    return manual(`${deployment} takes ${store} at team level only, and the level is not declared`, { answer: 'level' });
  }
  if (offer[deployment][level]) return pass(`${deployment} takes ${store} at ${level} level`);
  return fail(`${deployment} has no bucket of your own at ${level} level`, {
    fix: { summary: 'Use the bucket at team level and declare `level: team`' },
  });
}
