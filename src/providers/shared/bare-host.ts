import { isIPv4 } from 'node:net';

/** Whether the host of a URL cannot carry a name before it: an IP address, localhost or another host without a domain. */
export function isBareHost(url: string): boolean {
  const { hostname } = new URL(url);
  return !hostname.includes('.') || isIPv4(hostname) || hostname.startsWith('[');
}
