import { execFile } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What tests install for themselves: nobody's dependency, in folders of their own. */
const cache = join(import.meta.dirname, '../../.cache');

export interface Installed {
  /** The folder below `.cache`. */
  readonly folder: string;
  /** A file of the package that the tests start, below the folder. */
  readonly program: string;
  /** Why it cannot be had; undefined when it is there. */
  readonly absent: string | undefined;
}

/** Installs a package, unless it is there, without running any script of it. */
export async function install(name: string, specifier: string, file: string): Promise<Installed> {
  const folder = join(cache, name);
  const program = join(folder, 'node_modules', file);
  const installed = (absent?: string): Installed => ({ folder, program, absent });
  if (existsSync(program)) return installed();
  mkdirSync(folder, { recursive: true });
  const args = ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--fetch-retries=1'];
  try {
    await promisify(execFile)('npm', [...args, specifier], { timeout: 180_000 });
  } catch (error) {
    const [line = ''] = (error instanceof Error ? error.message : '').split('\n');
    return installed(`${specifier} cannot be installed: ${line.slice(0, 120)}`);
  }
  return installed(existsSync(program) ? undefined : `${specifier} was installed without its program`);
}
