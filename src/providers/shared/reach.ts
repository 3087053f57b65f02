import type { Agent, ClientRequest } from 'node:http';
import { Socket } from 'node:net';
import { NoConnectionError } from './failures.ts';
import { isNoConnection } from './network-errors.ts';

/** Milliseconds; a host that takes no connection in this time is not there. */
const longestConnect = 5000;

/** How long to wait for a connection in calls of so many milliseconds: less than for all, so that both can be told apart. */
export const connectTimeout = (timeout: number): number => Math.min(Math.ceil(timeout * 0.9), longestConnect);

/** What a run has learnt about hosts: one that is not there costs one time-out, and not one for each call. */
export interface Reach {
  /**
   * Does something that connects to a host.
   * @param host with its port
   * @throws what `work` throws, and at once what it threw before when no connection to the host came about
   */
  readonly ask: <T>(host: string, work: () => Promise<T>) => Promise<T>;
}

export function openReach(): Reach {
  const dead = new Map<string, unknown>();
  // One lost packet must not make an end of a run: who has answered is there.
  const alive = new Set<string>();
  return {
    ask: async (host, work) => {
      if (dead.has(host)) throw dead.get(host);
      try {
        const answer = await work();
        alive.add(host);
        return answer;
      } catch (error) {
        if (isNoConnection(error) && !alive.has(host)) dead.set(host, error);
        throw error;
      }
    },
  };
}

/** Gives a connection up that does not come about in time. @param milliseconds for it */
export function limitConnecting(socket: Pick<Socket, 'connecting' | 'once' | 'destroy'>, milliseconds: number): void {
  if (!socket.connecting) return;
  const timer = setTimeout(() => socket.destroy(new NoConnectionError()), milliseconds);
  for (const event of ['connect', 'close']) socket.once(event, () => clearTimeout(timer));
}

/** The same for every connection that an agent opens. */
export function limitAgent(agent: Agent, milliseconds: number): void {
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback) => {
    const socket = connect(options, callback);
    if (socket instanceof Socket) limitConnecting(socket, milliseconds);
    return socket;
  };
}

/** The same for the connection that a request waits for. */
export const limitRequest = (request: ClientRequest, milliseconds: number): void =>
  void request.on('socket', (socket) => limitConnecting(socket, milliseconds));
