import type { Unreadable } from '../../evidence/observation.ts';

/** What the reads need of Azure: documents of Resource Manager, whole lists, and a key from its vault. */
export interface ArmPort {
  /** @param path starts with a slash, without query */
  readonly get: (path: string, apiVersion: string) => Promise<unknown>;
  /** All pages of a list. @returns the members of `value` */
  readonly list: (path: string, apiVersion: string, query?: Readonly<Record<string, string>>) => Promise<readonly unknown[]>;
  /** A document of Key Vault itself; undefined for a host that is no vault of this cloud, to which no token may go. */
  readonly vault: (host: string, path: string) => Promise<unknown>;
  readonly failureOf: (error: unknown) => Unreadable;
}
