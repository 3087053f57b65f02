import type { Io } from './io.ts';

const words: Readonly<Record<number, string>> = { 129: 'hung up', 130: 'interrupted', 143: 'terminated' };

/** How a run ended that was told to, or undefined: the exit code and the word for it. */
export function interruption({ signal }: Pick<Io, 'signal'>): { readonly code: number; readonly word: string } | undefined {
  if (signal?.aborted !== true) return undefined;
  const reason: unknown = signal.reason;
  const code = typeof reason === 'number' && reason in words ? reason : 130;
  return { code, word: words[code] ?? 'interrupted' };
}
