/** Put in by the build from package.json; absent when the sources run unbundled. */
declare const BYOB_AUDIT_VERSION: string | undefined;

/** Who wrote a report or a recording. */
export const tool = {
  name: 'byob-audit',
  version: typeof BYOB_AUDIT_VERSION === 'string' ? BYOB_AUDIT_VERSION : '0.0.0-dev',
} as const;
