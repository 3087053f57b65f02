import { loadChecks } from '../checks/index.ts';
import type { CheckInfo } from '../core/check.ts';

/**
 * What every check says of itself, in report order. The build puts the answer in the place of this module: who only
 * reads about checks does not load the code of all of them.
 */
export const loadCatalogue = async (): Promise<readonly CheckInfo[]> => loadChecks();
