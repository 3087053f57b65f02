import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from './support/run-cli.ts';

const root = join(import.meta.dirname, '..');
const readme = join(root, 'README.md');
const begin = '<!-- transcript:begin -->\n';
const end = '<!-- transcript:end -->';

/** The transcript as a person sees it: the command, everything printed, and the exit code. */
async function transcript(command: string): Promise<string> {
  const result = await runCli(command.split(' ').slice(1), { cwd: root });
  return `\`\`\`console\n$ ${command}\n${result.stdout.trimEnd()}\n${result.stderr}$ echo $?\n${result.code}\n\`\`\`\n`;
}

describe('README', () => {
  it('shows the transcript that the command really prints', async () => {
    const fresh = `\n${await transcript('byob-audit check fixtures/aws/versioning-off')}\n`;
    const text = readFileSync(readme, 'utf8');
    const start = text.indexOf(begin) + begin.length;
    const stop = text.indexOf(end);
    expect(start).toBeGreaterThan(begin.length);
    if (process.env['UPDATE'] === '1') writeFileSync(readme, text.slice(0, start) + fresh + text.slice(stop));
    expect(readFileSync(readme, 'utf8').slice(start, readFileSync(readme, 'utf8').indexOf(end))).toBe(fresh);
  });

  it('names the test command that CI begins with', () => {
    const ci = readFileSync(join(root, '.ci/run'), 'utf8');
    const command = /To set up and run the tests:\n\n```sh\n(.+)\n```/.exec(readFileSync(readme, 'utf8'))?.[1];
    expect(command).toBe('npm cit');
    expect(ci).toContain('npm cit');
  });
});
