import type { Declared } from '../../evidence/context.ts';
import type { TargetRef } from '../../evidence/index.ts';

/** Only what was really declared, in one fixed order. */
export function definedDeclared(declared: Declared): Declared {
  const { deployment, level, principal, kmsKey, origins, account, region, orgId } = declared;
  return {
    ...(deployment === undefined ? {} : { deployment }),
    ...(level === undefined ? {} : { level }),
    ...(principal === undefined ? {} : { principal }),
    ...(kmsKey === undefined ? {} : { kmsKey }),
    ...(origins === undefined ? {} : { origins }),
    ...(account === undefined ? {} : { account }),
    ...(region === undefined ? {} : { region }),
    ...(orgId === undefined ? {} : { orgId }),
  };
}

export const definedTarget = ({ uri, bucket, prefix, endpoint }: TargetRef): TargetRef => ({
  uri,
  bucket,
  ...(prefix === undefined ? {} : { prefix }),
  ...(endpoint === undefined ? {} : { endpoint }),
});
