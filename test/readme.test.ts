import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from './support/run-cli.ts';

const root = join(import.meta.dirname, '..');
const readme = join(root, 'README.md');

/** The transcript as a person sees it: the command, everything printed, and the exit code. */
async function transcript(command: string): Promise<string> {
  const result = await runCli(command.split(' ').slice(1), { cwd: root });
  return `\`\`\`console\n$ ${command}\n${result.stdout.trimEnd()}\n${result.stderr}$ echo $?\n${result.code}\n\`\`\`\n`;
}

describe('README', () => {
  it.each([
    ['transcript', 'byob-audit check fixtures/aws/versioning-off'],
    [
      'policy-check',
      'byob-audit policy check gcs-iam fixtures/documents/gcs-iam.json --bucket acme-wandb --deployment dedicated',
    ],
  ])('shows the %s that the command really prints', async (name, command) => {
    const begin = `<!-- ${name}:begin -->\n`;
    const fresh = `\n${await transcript(command)}\n`;
    const text = readFileSync(readme, 'utf8');
    const start = text.indexOf(begin) + begin.length;
    const stop = text.indexOf(`<!-- ${name}:end -->`);
    expect(start).toBeGreaterThan(begin.length);
    expect(text.slice(start, stop), '`npm run docs` writes it anew').toBe(fresh);
  });

  it('names the test command that CI begins with', () => {
    const ci = readFileSync(join(root, '.ci/run'), 'utf8');
    const command = /To set up and run the tests:\n\n```sh\n(.+)\n```/.exec(readFileSync(readme, 'utf8'))?.[1];
    expect(command).toBe('npm cit');
    expect(ci).toContain('npm cit');
  });
});
