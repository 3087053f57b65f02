import * as nodeModule from 'node:module';
import { cacheFolder } from './cache-folder.ts';
import { chunkLoader } from './chunks.ts';

interface Program {
  readonly run: () => Promise<number>;
}

/**
 * Starts the program with what an earlier run left compiled, because compiling is most of the work of a short run.
 * @param entry path of the program's entry
 * @returns the exit code
 */
export async function launch(entry: string): Promise<number> {
  const folder = cacheFolder(process.env, process.platform);
  const load = nodeModule.createRequire(entry);
  // Node.js has a compile cache of its own since 22.8.
  const { enableCompileCache } = nodeModule as { readonly enableCompileCache?: (folder: string) => unknown };
  if (folder === undefined || enableCompileCache !== undefined) {
    if (folder !== undefined) enableCompileCache?.(folder);
    return (load(entry) as Program).run();
  }
  const chunks = chunkLoader(load, folder);
  try {
    return await (chunks.load(entry) as Program).run();
  } finally {
    chunks.keep();
  }
}
