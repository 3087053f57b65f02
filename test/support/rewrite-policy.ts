import * as fc from 'fast-check';
import { matchesPlainly, membersOf } from './action-members.ts';
import { listOf, shuffled, type Policy, type Written } from './policies.ts';

/** Something that a person may do to a policy without changing what it means. */
export type Rewrite = (policy: Policy) => fc.Arbitrary<Policy>;

const eachStatement =
  (change: (statement: Written) => fc.Arbitrary<readonly Written[]>): Rewrite =>
  (policy) =>
    fc.tuple(...policy.map(change)).map((lists) => lists.flat());

/** The same document with the lists in its values in another order. */
function shuffleLists(value: unknown): fc.Arbitrary<unknown> {
  if (Array.isArray(value)) return shuffled(value);
  if (typeof value !== 'object' || value === null) return fc.constant(value);
  return shuffled(Object.entries(value)).chain((entries) =>
    fc
      .tuple(...entries.map(([, inner]) => shuffleLists(inner)))
      .map((inner) => Object.fromEntries(entries.map(([name], at) => [name, inner[at]]))),
  );
}
export const reorderStatements: Rewrite = (policy) => shuffled(policy);
/** Lists of actions, resources, principals and values, and the members of every object. */
export const reorderLists: Rewrite = eachStatement((statement) => shuffleLists(statement).map((other) => [other as Written]));

const names = ['a', 'B2', 'AllowEverything', 'DenyAll', 'Internal', 'WAndBAccountAccess'];
export const renameSids: Rewrite = (policy) =>
  fc
    .tuple(fc.shuffledSubarray(names, { minLength: names.length }), fc.nat({ max: 2 ** policy.length - 1 }))
    .map(([order, given]) =>
      policy.map(({ Sid: _sid, ...statement }, at) =>
        given & (1 << at) ? { Sid: `${order[at % order.length] ?? ''}${at}`, ...statement } : statement,
      ),
    );

const wrap = (value: unknown, wrapped: boolean): unknown => {
  if (typeof value === 'string') return wrapped ? [value] : value;
  if (Array.isArray(value)) return value.length === 1 && !wrapped ? value[0] : value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, wrap(inner, wrapped)]));
};
/** A list of one as a string and the other way round, wherever a list may stand. */
export const toggleLists: Rewrite = eachStatement((statement) =>
  fc.boolean().map((wrapped) => {
    const { Sid, Effect, Principal, NotPrincipal, ...rest } = statement;
    return [
      {
        ...(Sid === undefined ? {} : { Sid }),
        Effect,
        // `"*"` alone may not be a list, and a principal inside an object may.
        ...(Principal === undefined ? {} : { Principal: Principal === '*' ? Principal : wrap(Principal, wrapped) }),
        ...(NotPrincipal === undefined
          ? {}
          : { NotPrincipal: NotPrincipal === '*' ? NotPrincipal : wrap(NotPrincipal, wrapped) }),
        ...(wrap(rest, wrapped) as object),
      } as Written,
    ];
  }),
);

const mixedCase = (text: string): fc.Arbitrary<string> =>
  fc
    .array(fc.boolean(), { minLength: text.length, maxLength: text.length })
    .map((upper) =>
      text.replaceAll(/[a-z]/gi, (letter, at: number) => (upper[at] ? letter.toUpperCase() : letter.toLowerCase())),
    );
/** The letter case of service prefixes, action names and condition keys, which AWS ignores. */
export const changeCase: Rewrite = eachStatement((statement) => {
  const { Action, NotAction, Condition } = statement;
  const list = (actions: typeof Action): fc.Arbitrary<readonly string[]> => fc.tuple(...listOf(actions).map(mixedCase));
  const conditions =
    Condition === undefined
      ? fc.constant(undefined)
      : fc
          .tuple(
            ...Object.entries(Condition).map(([operator, block]) =>
              fc
                .tuple(...Object.entries(block).map(([key, values]) => mixedCase(key).map((cased) => [cased, values] as const)))
                .map((entries) => [operator, Object.fromEntries(entries)] as const),
            ),
          )
          .map((entries) => Object.fromEntries(entries));
  return fc.record({ a: list(Action), n: list(NotAction), c: conditions }).map(({ a, n, c }) => [
    {
      ...statement,
      ...(Action === undefined ? {} : { Action: a }),
      ...(NotAction === undefined ? {} : { NotAction: n }),
      ...(c === undefined ? {} : { Condition: c }),
    },
  ]);
});

/** True when the action can mean something on the resource: S3 refuses statements in which one cannot. */
const applies = (action: string, resource: string): boolean =>
  resource.endsWith('wandb*') ||
  membersOf('bucket', resource.includes('/') ? 'object' : 'bucket').some((name) => matchesPlainly(action, name));

/** One statement for every action. */
export const splitActions: Rewrite = eachStatement((statement) => {
  const { Action, Resource } = statement;
  if (Action === undefined) return fc.constant([statement]);
  return fc.constant(
    listOf(Action).map((action) => {
      if (Resource === undefined || !action.toLowerCase().startsWith('s3:')) return { ...statement, Action: action };
      return { ...statement, Action: action, Resource: listOf(Resource).filter((arn) => applies(action, arn)) };
    }),
  );
});
/** One statement for every resource; the complement of a list cannot be split. */
export const splitResources: Rewrite = eachStatement((statement) => {
  const { Action, Resource } = statement;
  if (Resource === undefined) return fc.constant([statement]);
  return fc.constant(
    listOf(Resource).flatMap((arn) => {
      if (Action === undefined || !arn.startsWith('arn:aws:s3')) return [{ ...statement, Resource: arn }];
      const fitting = listOf(Action).filter((action) => applies(action, arn));
      return fitting.length === 0 ? [] : [{ ...statement, Action: fitting, Resource: arn }];
    }),
  );
});
export const splitPrincipals: Rewrite = eachStatement((statement) => {
  const { Principal } = statement;
  if (Principal === undefined || Principal === '*') return fc.constant([statement]);
  return fc.constant(
    Object.entries(Principal).flatMap(([kind, list]) =>
      listOf(list).map((one) => ({ ...statement, Principal: { [kind]: one } })),
    ),
  );
});
/** Statements and list elements twice. */
export const repeat: Rewrite = (policy) =>
  fc.subarray([...policy]).map((again) => [
    ...policy,
    ...again.map(({ Sid: _sid, ...statement }) => ({
      ...statement,
      ...(statement.Action === undefined ? {} : { Action: [...listOf(statement.Action), ...listOf(statement.Action)] }),
    })),
  ]);

/** Clauses that every request meets, whoever sends it, from wherever, and whatever it asks for. */
const alwaysTrue: readonly (readonly [string, string, string | readonly string[]])[] = [
  ['StringLikeIfExists', 'aws:UserAgent', '*'],
  ['StringLikeIfExists', 'aws:SourceVpce', '*'],
  ['StringLikeIfExists', 'aws:PrincipalArn', '*'],
  ['ForAllValues:StringLike', 'aws:TagKeys', '*'],
  ['NumericGreaterThanEqualsIfExists', 's3:signatureAge', '0'],
  ['Null', 'aws:SourceVpce', ['true', 'false']],
];
/** A clause more that is always true, in some of the statements. */
export const addTrueClauses: Rewrite = eachStatement((statement) =>
  fc.option(fc.constantFrom(...alwaysTrue), { freq: 3 }).map((clause) => {
    if (clause === null) return [statement];
    const [operator, key, value] = clause;
    const { Condition = {} } = statement;
    const block = Condition[operator] ?? {};
    const isThere = Object.keys(block).some((name) => name.toLowerCase() === key.toLowerCase());
    return isThere ? [statement] : [{ ...statement, Condition: { ...Condition, [operator]: { ...block, [key]: value } } }];
  }),
);

/** One statement for every value of a condition: of a positive operator any of them suffices. */
export const splitValues: Rewrite = eachStatement((statement) => {
  const { Condition = {} } = statement;
  for (const [operator, block] of Object.entries(Condition)) {
    if (/Not|Null|ForAllValues/.test(operator)) continue;
    for (const [key, values] of Object.entries(block)) {
      if (listOf(values).length < 2) continue;
      return fc.constant(
        listOf(values).map((value) => ({
          ...statement,
          Condition: { ...Condition, [operator]: { ...block, [key]: value } },
        })),
      );
    }
  }
  return fc.constant([statement]);
});

const plain = /^[^*?]*\*$/;
/** `x*` as the one text `x` and everything longer; the union is the same set. */
export const splitStars: Rewrite = eachStatement((statement) => {
  const widen = (list: typeof statement.Resource): readonly string[] =>
    listOf(list).flatMap((arn) => (plain.test(arn) && arn.length > 1 ? [arn.slice(0, -1), `${arn.slice(0, -1)}?*`] : [arn]));
  const { Resource, NotResource } = statement;
  return fc.constant([
    {
      ...statement,
      ...(Resource === undefined ? {} : { Resource: widen(Resource) }),
      ...(NotResource === undefined ? {} : { NotResource: widen(NotResource) }),
    },
  ]);
});

/** The same JSON in another dress: indented, with members in any order, characters as escapes. */
export const otherFormatting = (text: string): fc.Arbitrary<string> =>
  fc
    .record({
      indent: fc.constantFrom<string | number>(0, 1, 4, '\t', '\r\n'.slice(1)),
      crlf: fc.boolean(),
      escapes: fc.infiniteStream(fc.nat({ max: 9 })),
      mark: fc.boolean(),
      wrapped: fc.constantFrom('no', 'output', 'string'),
    })
    .map(({ indent, crlf, escapes, mark, wrapped }) => {
      const spaced = JSON.stringify(JSON.parse(text), null, indent);
      let inString = false;
      let escaped = '';
      for (let at = 0; at < spaced.length; at += 1) {
        const c = spaced.charAt(at);
        if (c === '"' && spaced.charAt(at - 1) !== '\\') inString = !inString;
        else if (inString && /[\w*:/.-]/.test(c) && spaced.charAt(at - 1) !== '\\' && escapes.next().value === 0) {
          escaped += c === '/' ? '\\/' : `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`;
          continue;
        }
        escaped += c;
      }
      const ended = crlf ? escaped.replaceAll('\n', '\r\n') : escaped;
      const inner = wrapped === 'no' ? ended : JSON.stringify(wrapped === 'string' ? ended : { Policy: ended });
      return mark ? `\ufeff${inner}` : inner;
    });
