import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generateAwsActions } from '../scripts/aws-actions.ts';
import { awsActions } from '../src/requirements/aws-actions.ts';

describe('src/requirements/aws-actions.ts', () => {
  it('is what its generator makes of the installed data; renew it with `npm run actions`', async () => {
    const file = join(import.meta.dirname, '../src/requirements/aws-actions.ts');
    expect(readFileSync(file, 'utf8')).toBe(await generateAwsActions());
  });

  it('has every name once, in every list in order', () => {
    for (const service of [awsActions.s3, awsActions.kms]) {
      const lists = Object.values(service).map((list: string) => list.split(' '));
      for (const list of lists) expect(list).toEqual(list.toSorted());
      const all = lists.flat();
      expect(new Set(all).size).toBe(all.length);
    }
  });
});
