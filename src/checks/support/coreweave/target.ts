import type { TargetRef } from '../../../evidence/index.ts';
import { coreweaveEndpoint } from '../../../requirements/coreweave.ts';

/** The target with the endpoint that it has when nobody names one. */
export const cwTarget = (target: TargetRef): TargetRef => ({ ...target, endpoint: target.endpoint ?? coreweaveEndpoint });
