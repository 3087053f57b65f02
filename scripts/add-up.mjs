import { existsSync, readFileSync } from 'node:fs';

// Prints `N passed, N failed, N skipped` over several JSON reports of vitest (`add-up.mjs NAME…` reads NAME.json).
// A report that is missing is a failure: a runner that crashed has tested nothing.

const total = { passed: 0, failed: 0, skipped: 0 };
for (const name of process.argv.slice(2)) {
  const file = `${name}.json`;
  const result = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  const skipped = (result?.numPendingTests ?? 0) + (result?.numTodoTests ?? 0);
  total.passed += result?.numPassedTests ?? 0;
  total.skipped += skipped;
  // A file that could not be loaded, or an error outside of any test, fails the run without a failed test.
  const silent = result?.success === true ? 0 : 1;
  total.failed += Math.max(result?.numFailedTests ?? 0, silent);
}
process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
if (total.failed > 0 || total.passed === 0) process.exitCode = 1;
