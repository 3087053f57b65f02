import * as v from 'valibot';
import { declaredNames, declaredShapes, type Declared, type Shape } from './declared.ts';

/** One optional member for each fact that a user can declare. */
type Entries<D> = {
  readonly [K in keyof D]-?: v.OptionalSchema<v.GenericSchema<Exclude<D[K], undefined>>, undefined>;
};

/**
 * The entries of a schema of declared facts, made of their shapes.
 * @param choices the words that a fact takes, where they are more than those in evidence; `D` says so too
 */
export function declaredEntries<D extends { readonly [K in keyof Declared]?: unknown } = Declared>(
  choices: { readonly [K in keyof Declared]?: readonly string[] } = {},
): Entries<D> {
  const entries = declaredNames.map((name) => [name, v.optional(schemaOf(choices[name] ?? declaredShapes[name]))] as const);
  // `fromEntries` forgets which entry is whose; the compiler compares shapes with types where the shapes stand.
  return Object.fromEntries(entries) as unknown as Entries<D>;
}

function schemaOf(shape: Shape): v.GenericSchema {
  switch (shape) {
    case 'boolean':
      return v.boolean();
    case 'text':
      return v.string();
    case 'texts':
      return v.array(v.string());
    default:
      return v.picklist(shape);
  }
}
