import type { Evidence } from '../../../src/evidence/index.ts';

/** One line for every observation, those inside of facets included: what to look for in a failed test. */
export function evidenceLines({ facets }: Evidence<'azure-ai'>): string[] {
  return Object.entries(facets).flatMap(([name, observation]) => {
    if (observation.state !== 'present') return [`${name} ${JSON.stringify(observation)}`];
    const { value } = observation;
    if (!Array.isArray(value)) return [`${name} present`];
    return value.map(({ id, answer }) => `${name} ${id} ${answer.state === 'present' ? 'present' : JSON.stringify(answer)}`);
  });
}
