import { describe, expect, it } from 'vitest';
import type { Status } from '../../src/core/finding.ts';
import type { Ternary } from '../../src/policy/ternary.ts';
import { documented, textOf, type Kind, type Policy } from './policies.ts';
import { findingOf, verdictOf } from './policy-verdict.ts';

/** A document that a known tool judges wrongly, and what is true of it. */
export interface Mistake {
  /** Tool, place or issue, and what it does. */
  readonly mistake: string;
  /** A policy text, or the statements of one. */
  readonly policy: string | Policy;
  readonly deployment?: 'dedicated' | 'multi-tenant';
  readonly check: string;
  readonly status: Status;
  /** What the message must name: the action and the ARN of the witness, the statement, the key. */
  readonly says: RegExp;
  readonly answers?: Readonly<Record<string, Ternary>>;
}

/** One test for every mistake: the status, what the message names, and the answers for single actions. */
export function describeMistakes(title: string, kind: Kind, mistakes: readonly Mistake[]): void {
  describe(title, () => {
    it.each(mistakes)('$mistake', ({ policy, deployment = 'dedicated', check, status, says, answers = {} }) => {
      const text = typeof policy === 'string' ? policy : textOf(policy);
      const finding = findingOf(check, text, { kind, deployment });
      const said = [finding.message, ...(finding.details ?? [])].join('\n');
      expect(finding, said).toMatchObject({ status });
      expect(said).toMatch(says);
      expect(verdictOf(text, { kind, deployment }).answers).toMatchObject(answers);
    });
  });
}

export const dedicatedBucket = documented('bucket', 'dedicated');
export const dedicatedKey = documented('key', 'dedicated');
