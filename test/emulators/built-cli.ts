import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { credentials } from './build-bucket.ts';

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const root = join(import.meta.dirname, '../..');
const program = join(root, 'bin/byob-audit.js');

/** Runs the built program as a user would: a process of its own, the endpoint from the environment. */
export async function runBuilt(argv: readonly string[], endpoint: string, keys = credentials): Promise<Ended> {
  if (!existsSync(join(root, 'dist'))) throw new Error('the emulator tests run the built program: npm run build');
  const env = {
    PATH: process.env['PATH'],
    HOME: '/nonexistent',
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    AWS_EC2_METADATA_DISABLED: 'true',
    NO_COLOR: '1',
  };
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...argv], { env, cwd: root, maxBuffer: 64 << 20 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, stdout, stderr });
    });
  });
}

export interface ReportedFinding {
  readonly check: string;
  readonly status: string;
  readonly message: string;
}

/** The findings of a JSON report. */
export function findingsOf(report: string): readonly ReportedFinding[] {
  const parsed = JSON.parse(report) as { readonly findings: readonly ReportedFinding[] };
  return parsed.findings;
}

export const withStatus = (findings: readonly ReportedFinding[], status: string): readonly string[] =>
  findings.filter((finding) => finding.status === status).map((finding) => finding.check);
