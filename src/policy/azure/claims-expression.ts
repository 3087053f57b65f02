/** Whom a federated credential lets in: one subject, each that matches a pattern with wildcards, or nobody can say. */
export type AdmittedSubjects =
  | { readonly kind: 'one'; readonly subject: string }
  | { readonly kind: 'many'; readonly expression: string }
  | { readonly kind: 'unclear'; readonly expression: string | undefined };

interface SubjectRule {
  readonly subject?: string | null | undefined;
  readonly claimsMatchingExpression?:
    { readonly value?: string | null | undefined; readonly languageVersion?: number | null | undefined } | null | undefined;
}

/**
 * Microsoft Entra compares a plain subject as a text, `*` included; an expression matches it, where `*` stands for any
 * text and `?` for one character. Source: "Flexible federated identity credentials", language version 1.
 */
export function admittedSubjects({ subject, claimsMatchingExpression }: SubjectRule): AdmittedSubjects {
  const expression = claimsMatchingExpression?.value ?? '';
  if (expression === '') {
    return subject === null || subject === undefined || subject === ''
      ? { kind: 'unclear', expression: undefined }
      : { kind: 'one', subject };
  }
  const clauses = (claimsMatchingExpression?.languageVersion ?? 1) === 1 ? clausesOf(expression) : undefined;
  if (clauses === undefined) return { kind: 'unclear', expression };
  const exact = clauses.find(
    ({ claim, operator, comparand }) => claim === 'sub' && (operator === 'eq' || !/[*?]/.test(comparand)),
  );
  return exact === undefined ? { kind: 'many', expression } : { kind: 'one', subject: exact.comparand };
}

interface ClaimClause {
  readonly claim: string;
  readonly operator: string;
  readonly comparand: string;
}

/** The comparisons that all have to hold; undefined for what is not written like that. */
function clausesOf(expression: string): readonly ClaimClause[] | undefined {
  const clauses: ClaimClause[] = [];
  const clause = /\s*claims\['([\w.-]{1,100})'\]\s+(eq|matches)\s+'([^'\\]{0,1000})'\s*(and\s|$)/y;
  while (clause.lastIndex < expression.length) {
    const match = clause.exec(expression);
    if (match === null) return undefined;
    const [, claim = '', operator = '', comparand = '', next = ''] = match;
    clauses.push({ claim, operator, comparand });
    if ((next === '') !== (clause.lastIndex === expression.length)) return undefined;
  }
  return clauses.length === 0 ? undefined : clauses;
}
