import { CommanderError, type Command } from 'commander';
import { listed } from './flags/option.ts';
import type { Io } from './output/io.ts';
import { programOf } from './program.ts';
import { holdsCredentials } from '../core/shown.ts';
import { credentialsRefused, sentence, UsageError } from './usage-error.ts';

/**
 * Runs the program. Everything it touches of the process comes in through `io`, so that tests and embedders can call it.
 * @param argv the arguments after the program's name
 * @returns the exit code; see `byob-audit check --help`
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  let code = 0;
  let program: Command | undefined;
  try {
    if (argv.some(holdsCredentials)) throw new UsageError(credentialsRefused);
    program = programOf(io, (ended) => {
      code = ended;
    });
    if (argv.length === 0)
      throw new UsageError(
        `expected a command: ${listed(program.commands.map((command) => command.name()))}; see \`byob-audit --help\``,
      );
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    // Help and version are thrown as well.
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    const { withoutSecrets } = await import('./without-secrets.ts');
    if (error instanceof CommanderError) {
      io.stderr.write(sentence(withoutSecrets(reword(error, argv, program), argv)));
      return 2;
    }
    if (error instanceof UsageError) {
      io.stderr.write(sentence(withoutSecrets(error.message, argv)));
      return 2;
    }
    const reason = error instanceof Error ? error.message : String(error);
    io.stderr.write(sentence(`this is a bug of byob-audit, and nothing was audited: ${withoutSecrets(reason, argv)}`));
    return 2;
  }
}

/** commander's words without its prefix and line breaks, and with what was probably meant. */
function reword({ code, message }: CommanderError, argv: readonly string[], program: Command | undefined): string {
  const [first = ''] = argv;
  if (code === 'commander.unknownCommand' && /[/.]/.test(first))
    return `${JSON.stringify(first)} is not a command; write \`byob-audit check ${first}\``;
  if (code === 'commander.help' && first === 'policy')
    return 'expected a command after `policy`: check; see `byob-audit policy --help`';
  if (code === 'commander.help') return 'expected a command after `help`; see `byob-audit --help`';
  const named = code === 'commander.unknownOption' ? withoutValue(message) : message;
  const text = named.replace(/^error: /, '').replace(/\n\(Did you mean (one of )?(.*)\?\)$/s, ' (did you mean $1$2?)');
  const hint =
    code === 'commander.unknownOption' || code === 'commander.unknownCommand' ? `; see \`${helpOf(argv, program)}\`` : '';
  return `${text.replace(/\.$/, '')}${text.includes('did you mean') ? '' : hint}`;
}

/** The help of the command that was called, which lists its flags. */
function helpOf(argv: readonly string[], program: Command | undefined): string {
  const names = ['byob-audit'];
  let command = program;
  for (const word of argv) {
    command = command?.commands.find((one) => one.name() === word);
    if (command === undefined) break;
    names.push(command.name());
  }
  return `${names.join(' ')} --help`;
}

/** The parser repeats an unknown flag; what is joined to it, or begins like one, may be a secret. */
function withoutValue(message: string): string {
  const [, flag = '', meant = ''] = /^error: unknown option '(.*?)'(\n\(Did you mean [^\n]*\))?$/s.exec(message) ?? [];
  const [name = flag.startsWith('--') ? '--' : flag.slice(0, 2)] = /^--[a-z][a-z-]{0,40}(?:=|$)/.exec(flag) ?? [];
  return `error: unknown option '${name}${name === flag ? '' : '…'}'${meant}`;
}
