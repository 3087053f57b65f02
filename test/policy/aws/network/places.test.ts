import { describe, expect, it } from 'vitest';
import { readPolicy } from '../../../../src/policy/aws/document/document.ts';
import { addressOutside, hereAndElsewhere } from '../../../../src/policy/aws/network/places.ts';
import { deny, policyText, type Json } from '../../support.ts';

const places = (Condition: Json) => {
  const read = readPolicy(policyText(deny({ Condition })));
  if (!read.ok) throw new Error(read.problem);
  return hereAndElsewhere(read.statements.flatMap(({ conditions }) => conditions));
};

describe('an address outside of blocks', () => {
  it.each([
    [[], '203.0.113.7'],
    [['198.51.100.0/24'], '203.0.113.7'],
    [['203.0.113.0/24'], '1.0.0.0'],
    [['203.0.113.0/24', '1.0.0.0/8', '2.0.0.0/7'], '4.0.0.0'],
    [['0.0.0.0/1', '128.0.0.0/2', '192.0.0.0/3'], undefined],
    [['0.0.0.0/0'], undefined],
    [['::/0'], '203.0.113.7'],
    [['nonsense'], '203.0.113.7'],
  ])('%j: %s', (blocks, expected) => {
    expect(addressOutside(blocks)).toBe(expected);
  });
});

describe('networks that a policy names', () => {
  it('come from conditions that spare what they list', () => {
    const { inside, complete } = places({
      NotIpAddress: { 'aws:SourceIp': ['198.51.100.0/24'] },
      StringNotEquals: { 'aws:SourceVpce': ['vpce-1a2b3c4d'] },
      IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' },
    });
    expect(inside.map(({ name }) => name)).toEqual(['through VPC endpoint vpce-1a2b3c4d', 'from 198.51.100.0/24']);
    expect(inside[1]?.network).toEqual({ 'aws:sourceip': '198.51.100.0' });
    expect(inside[0]?.network).not.toHaveProperty('aws:sourceip');
    expect(complete).toBe(true);
  });

  it('are tried in bounded number, and what was left out is said', () => {
    const ids = Array.from({ length: 300 }, (_, at) => `vpce-${String(at).padStart(8, '0')}`);
    const { inside, complete } = places({ StringNotEquals: { 'aws:SourceVpce': ids } });
    expect([inside.length, complete]).toEqual([4, false]);
  });

  it('are open where a variable names them', () => {
    expect(places({ StringNotEquals: { 'aws:SourceVpce': '${aws:PrincipalTag/vpce}' } }).complete).toBe(false);
  });
});
