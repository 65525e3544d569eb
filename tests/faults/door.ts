import { connect, createServer, type Socket } from 'node:net';

/** A door in front of a database that can be pointed elsewhere, and that can lose answers on purpose. */
export interface Door {
  readonly port: number;
  pointAt(port: number): void;
  /** From now on this share of the answers to long statements is lost, together with its connection. */
  loseAnswers(share: number): void;
  /** Nothing passes any more and no connection ends, as when a cable is cut; until it is pointed somewhere. */
  fallSilent(): void;
  /** Answers that were lost. */
  lost(): number;
  close(): void;
}

/** Bytes from which on a message to the server is a booking rather than a look-up. */
const LONG = 600;

export async function openDoor(target: number): Promise<Door> {
  let port = target;
  let share = 0;
  let lost = 0;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    let sentLong = false;
    const end = () => {
      client.destroy();
      upstream.destroy();
      sockets.delete(client);
    };
    sockets.add(client);
    client.on('data', (chunk: Buffer) => {
      sentLong = chunk.length > LONG;
      upstream.write(chunk);
    });
    upstream.on('data', (chunk: Buffer) => {
      if (sentLong && Math.random() < share) {
        lost += 1;
        return end();
      }
      return client.write(chunk);
    });
    for (const socket of [client, upstream]) {
      socket.setNoDelay(true);
      socket.on('error', end);
      socket.on('close', end);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    pointAt(next) {
      port = next;
      for (const socket of sockets) socket.destroy();
    },
    fallSilent() {
      for (const socket of sockets) socket.pause();
    },
    loseAnswers(next) {
      share = next;
    },
    lost: () => lost,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
