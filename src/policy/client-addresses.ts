import { ipInRange, telling } from './aws/pattern/ip.ts';

/** How many addresses of the declared clients are tried. */
const mostAddresses = 256;

/**
 * An address of the declared clients that lies in none of the listed ranges, for certain.
 * @param clients blocks or single addresses, as they were declared
 */
export const addressOutside = (
  clients: readonly string[],
  listed: readonly string[],
): { readonly block: string; readonly address: string } | undefined =>
  clients
    .flatMap((block) => telling(block, listed).map((address) => ({ block, address })))
    .slice(0, mostAddresses)
    .find(({ address }) => listed.every((range) => ipInRange(address, range) === 'false'));
