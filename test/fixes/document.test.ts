import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Edit, StepDocument } from '../../src/evidence/step.ts';
import { countsOf, edited, editsBetween, editsOfItems, together, withUniqueNames } from '../../src/fixes/document.ts';

const before = { Rules: [{ ID: 'a', Days: 1, Tags: ['x'] }, { ID: 'b' }, { ID: 'c' }], Size: 'varies' };

describe('edits', () => {
  it('are as small as the change', () => {
    expect(
      editsBetween(before, { ...before, Rules: [{ ID: 'a', Days: 7, Tags: ['x', 'y'] }, { ID: 'b' }, { ID: 'c' }] }),
    ).toEqual([
      { set: ['Rules', 0, 'Days'], value: 7 },
      { add: ['Rules', 0, 'Tags'], value: 'y' },
    ]);
    expect(editsBetween(before, { Rules: before.Rules })).toEqual([{ remove: ['Size'] }]);
  });

  it('turn what was there into what was meant', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (from, to) => {
        expect(JSON.parse(JSON.stringify(edited(from, editsBetween(from, to))))).toEqual(JSON.parse(JSON.stringify(to)));
      }),
    );
  });

  it('hold paths of the document before any of them, so that they have no order', () => {
    const edits: readonly Edit[] = [
      { remove: ['Rules', 0] },
      { set: ['Rules', 2, 'Days'], value: 3 },
      { add: ['Rules'], value: { ID: 'd' } },
    ];
    const after = { Rules: [{ ID: 'b' }, { ID: 'c', Days: 3 }, { ID: 'd' }], Size: 'varies' };
    expect(edited(before, edits)).toEqual(after);
    expect(edited(before, edits.toReversed())).toEqual(after);
  });

  it('of items leave out those that stay the same object', () => {
    const change = (rule: { readonly ID: string }) => (rule.ID === 'b' ? null : rule.ID === 'c' ? { ...rule, Days: 2 } : rule);
    expect(editsOfItems(['Rules'], before.Rules, change)).toEqual([
      { remove: ['Rules', 1] },
      { set: ['Rules', 2, 'Days'], value: 2 },
    ]);
  });

  it('keep a member called __proto__ a member', () => {
    const [from, to] = [JSON.parse('{"a":1}'), JSON.parse('{"a":1,"__proto__":{"b":2}}')] as readonly [unknown, unknown];
    expect(JSON.stringify(edited(from, editsBetween(from, to)))).toBe('{"a":1,"__proto__":{"b":2}}');
  });
});

describe('edits of several fixes together', () => {
  const seven: Edit = { set: ['Rules', 0, 'Days'], value: 7 };

  it.each<[string, readonly Edit[], readonly Edit[] | undefined]>([
    ['once where they are equal', [seven, { ...seven }], [seven]],
    ['without what a wider one makes void', [seven, { remove: ['Rules', 0] }], [{ remove: ['Rules', 0] }]],
    [
      'without what is added to a list that is replaced',
      [
        { add: ['Rules'], value: 1 },
        { set: [], value: { Rules: [] } },
      ],
      [{ set: [], value: { Rules: [] } }],
    ],
    ['not at all where they contradict each other', [seven, { ...seven, value: 8 }], undefined],
    ['not at all where one sets what another removes', [seven, { remove: ['Rules', 0, 'Days'] }], undefined],
  ])('stand %s', (_, edits, merged) => {
    expect(together(edits)).toEqual(merged);
  });
});

describe('a document', () => {
  const of = (edits: readonly Edit[]): StepDocument => ({
    kind: 'lifecycle configuration',
    of: 'acme',
    before,
    present: 'yes',
    items: ['Rules'],
    noun: 'rule',
    unique: 'ID',
    edits,
    content: edited(before, edits),
  });

  it.each<[readonly Edit[], readonly [number, number, number, number]]>([
    [[], [3, 0, 0, 0]],
    [
      [
        { set: ['Rules', 0, 'Days'], value: 7 },
        { remove: ['Rules', 0, 'Tags'] },
        { remove: ['Rules', 1] },
        { add: ['Rules'], value: {} },
      ],
      [1, 1, 1, 1],
    ],
    [[{ set: ['Rules'], value: [{ ID: 'b' }, { ID: 'new' }] }], [1, 1, 0, 2]],
  ])('counts what becomes of its items under %j', (edits, [keeps, adds, changes, removes]) => {
    expect(countsOf(of(edits))).toEqual({ keeps, adds, changes, removes });
  });

  it('gives what is added a name that nothing else has', () => {
    const added = ['a', 'a', 'new'].map((ID): Edit => ({ add: ['Rules'], value: { ID } }));
    const { content } = withUniqueNames(of(added));
    expect((content as typeof before).Rules.map(({ ID }) => ID)).toEqual(['a', 'b', 'c', 'a2', 'a3', 'new']);
  });
});
