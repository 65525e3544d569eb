import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

export interface ConnectionBounds {
  /** Requests of one connection that wait for their answer at once; browsers send one, tools that pipeline a few. */
  readonly requestsAtOnce: number;
  /** A caller who has not read an answer to its end by then is cut off, however slowly they read. Milliseconds. */
  readonly answerWithin: number;
  /** A connection on which nothing moves for so long is cut off. Milliseconds. */
  readonly silence: number;
}

export const usualBounds: ConnectionBounds = { requestsAtOnce: 64, answerWithin: 60_000, silence: 30_000 };

/** Keeps one caller from holding on to memory and sockets: by pipelining, by never reading, by a trickle. */
export function boundConnections(server: Server, bounds: ConnectionBounds): void {
  const waiting = new WeakMap<Socket, number>();
  const answering = new Map<ServerResponse, number>();

  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    const count = (waiting.get(socket) ?? 0) + 1;
    waiting.set(socket, count);
    if (count > bounds.requestsAtOnce) {
      socket.destroy();
      return;
    }
    answering.set(response, performance.now());
    response.once('close', () => {
      answering.delete(response);
      waiting.set(socket, (waiting.get(socket) ?? 1) - 1);
    });
  });

  server.setTimeout(bounds.silence, (socket) => socket.destroy());
  const sweep = setInterval(() => {
    const oldest = performance.now() - bounds.answerWithin;
    for (const [response, since] of answering) if (since < oldest) response.destroy();
  }, bounds.answerWithin / 6);
  sweep.unref();
  server.once('close', () => clearInterval(sweep));
}
