import { defineConfig } from 'vitest/config';

// `.ci/run` adds up the results of several runs and asks for them as JSON.
const json = process.env['BYOB_AUDIT_TEST_JSON'];

/** `npm run test:emulators`: real servers, one after the other, since each test file starts its own. */
export default defineConfig({
  test: {
    include: ['test/emulators/**/*.test.ts'],
    fileParallelism: false,
    // The SDK that builds the buckets warns about Node.js 20 otherwise.
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: json === undefined ? ['verbose'] : ['verbose', 'json'],
    ...(json === undefined ? {} : { outputFile: { json } }),
  },
});
