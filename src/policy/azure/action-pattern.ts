/**
 * Whether an operation of a role definition (`Microsoft.KeyVault/vaults/*`, `*`) takes in an operation. `*` stands for
 * any characters, slashes included; case does not count (Azure RBAC, "Understand Azure role definitions").
 */
export function matchesAction(pattern: string, action: string): boolean {
  const wanted = pattern.toLowerCase();
  const text = action.toLowerCase();
  const [head = '', ...rest] = wanted.split('*');
  const tail = rest.pop();
  if (tail === undefined) return wanted === text;
  if (text.length < head.length + tail.length || !text.startsWith(head) || !text.endsWith(tail)) return false;
  let at = head.length;
  const end = text.length - tail.length;
  // Leftmost is best: what is left of the text after it can only be longer.
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return at <= end;
}
