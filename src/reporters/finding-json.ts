import { findingId } from '../core/finding-id.ts';
import type { Finding } from '../core/finding.ts';
import { safeJson } from './text.ts';

/**
 * One finding as a line of JSON. What is the same for every finding of a check (id, title) is serialised once.
 * @param lead members to put first, as JSON text that ends with a comma
 */
export function findingWriter(lead: string): (finding: Finding) => string {
  const constant = new Map<string, string>();
  return (finding) => {
    const { check, title, target, status, severity, message, key, details, evidence, remediation, obstacles, answer } = finding;
    let head = constant.get(check);
    if (head === undefined) {
      head = `"check":${JSON.stringify(check)},"title":${JSON.stringify(title)}`;
      constant.set(check, head);
    }
    const rest = JSON.stringify({ target, status, severity, message, key, details, evidence, remediation, obstacles, answer });
    return safeJson(`{${lead}"id":"${findingId(finding)}",${head},${rest.slice(1)}`);
  };
}
