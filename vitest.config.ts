import { readdirSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

// `.ci/run` adds up the results of several runs and asks for them as JSON.
const json = process.env['BYOB_AUDIT_TEST_JSON'];

/** `npm run fixtures` runs the tests that write golden files, and no others. */
const writing = (): string[] =>
  readdirSync('test', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => `test/${file.replaceAll('\\', '/')}`)
    .filter((file) => readFileSync(file, 'utf8').includes('/support/golden.ts'));

export default defineConfig({
  test: {
    include: process.env['UPDATE'] === '1' ? writing() : ['test/**/*.test.ts'],
    exclude: ['test/emulators/**'],
    testTimeout: 20_000,
    hookTimeout: 20_000,
    // Tests leave nothing in the compile cache of whoever runs them.
    env: { NODE_DISABLE_COMPILE_CACHE: '1' },
    typecheck: { enabled: false },
    coverage: { provider: 'v8', include: ['src/**/*.ts'] },
    ...(json === undefined ? {} : { reporters: ['default', 'json'], outputFile: { json } }),
  },
});
