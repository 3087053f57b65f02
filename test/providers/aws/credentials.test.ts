import { afterEach, describe, expect, it } from 'vitest';
import { sharedCredentials } from '../../../src/providers/aws/credentials.ts';
import { fullBucket, run } from './support.ts';

const roleArn = 'arn:aws:iam::111122223333:role/auditor';
const fake = { roles: { [roleArn]: { externalId: 'right' } } };

describe('credentials', () => {
  afterEach(() => {
    process.env['AWS_ACCESS_KEY_ID'] = 'AKIATESTTESTTESTTEST';
  });

  it('assumes a role once, with its external id, for all services', async () => {
    const { evidence, fake: server } = await run(fullBucket, { fake, connect: { roleArn, externalId: 'right' } });
    const operations = server.requests.map(({ operation }) => operation);
    expect(operations.filter((operation) => operation === 'AssumeRole')).toHaveLength(1);
    expect(operations[0]).toBe('AssumeRole');
    expect(new Set(server.requests.slice(1).map(({ accessKey }) => accessKey))).toEqual(new Set(['ASIAFAKEROLE0001']));
    expect(evidence.facets.caller).toMatchObject({ value: { Arn: 'arn:aws:sts::111122223333:assumed-role/auditor/byob-audit' } });
    expect(Object.values(evidence.facets).every(({ state }) => state === 'present')).toBe(true);
  });

  it.each([undefined, 'wrong'])('says that the role could not be assumed with external id %s', async (externalId) => {
    const { evidence, fake: server } = await run(fullBucket, {
      fake,
      connect: { roleArn, externalId },
      facets: ['headBucket', 'versioning', 'caller'],
    });
    for (const observation of Object.values(evidence.facets)) {
      expect(observation).toMatchObject({
        cause: 'no-credentials',
        detail: expect.stringContaining(`the role ${roleArn} could not be assumed`) as string,
      });
    }
    expect(server.requests.map(({ operation }) => operation)).toEqual(['AssumeRole']);
  });

  it('says that there are none', async () => {
    delete process.env['AWS_ACCESS_KEY_ID'];
    const { evidence, fake: server } = await run(fullBucket, { facets: ['versioning', 'kmsKey', 'caller'] });
    expect(evidence.facets.versioning).toMatchObject({
      cause: 'no-credentials',
      detail: expect.stringContaining('no credentials') as string,
    });
    expect(evidence.facets.caller).toMatchObject({ cause: 'no-credentials' });
    expect(server.requests).toEqual([]);
  });

  it('says that a profile does not exist', async () => {
    const { evidence } = await run(fullBucket, { connect: { profile: 'no-such-profile' }, facets: ['versioning'] });
    expect(evidence.facets.versioning).toMatchObject({
      cause: 'no-credentials',
      detail: expect.stringContaining('no-such-profile') as string,
    });
  });

  it.each([
    [new Error('Command failed: /opt/vault --token hvs.secret\nno'), 'the command of credential_process failed'],
    [new SyntaxError(`Unexpected token 'x', "..."cret"x" is not valid JSON`), /answered is not JSON$/],
    [new Error(`Unexpected token 'x', "..."cret"x" is not valid JSON`), /answered is not JSON$/],
    [new Error('Could not load credentials from any providers'), /^no credentials: Could not load/],
  ])('repeats nothing of a source that failed with %s', async (error, reason) => {
    const broken = async (): Promise<never> => {
      throw error;
    };
    const network = { requestHandler: {}, region: async () => 'us-east-1' };
    const source = sharedCredentials({ timeout: 1, concurrency: 1 }, broken, network);
    await expect(source()).rejects.toThrow(reason);
    await expect(source()).rejects.not.toThrow(/secret|cret"/);
  });
});
