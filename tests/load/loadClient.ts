import { connect, type Socket } from 'node:net';
import { type Measured, quantile } from './measuring';

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** One connection that is kept open, one request at a time; light, so that it leaves the processor to the host. */
export interface Connection {
  ask(request: string): Promise<Answer>;
  close(): void;
}

export function openConnection(port: number): Promise<Connection> {
  const socket = connect(port, '127.0.0.1').setNoDelay(true);
  let received = '';
  let waiting: { resolve(answer: Answer): void; reject(error: Error): void } | undefined;
  const fail = () => {
    waiting?.reject(new Error('The connection ended.'));
    waiting = undefined;
  };
  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => {
    received += chunk;
    const answer = takeAnswer(received);
    if (answer === undefined) return;
    received = '';
    const { resolve } = waiting ?? { resolve: () => undefined };
    waiting = undefined;
    resolve(answer);
  });
  socket.on('error', fail);
  socket.on('close', fail);
  return opened(socket).then(() => ({
    ask: (request) =>
      new Promise((resolve, reject) => {
        if (socket.destroyed) return reject(new Error('The connection ended.'));
        waiting = { resolve, reject };
        socket.write(request, 'latin1');
      }),
    close: () => socket.destroy(),
  }));
}

/** `POST` with a JSON body, as text for the wire. */
export function post(path: string, body: string, headers: Readonly<Record<string, string>> = {}): string {
  const bytes = Buffer.from(body);
  const lines = Object.entries({ ...headers, 'content-length': String(bytes.length) });
  return `POST ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n${toLines(lines)}\r\n${bytes.toString('latin1')}`;
}

export function get(path: string, headers: Readonly<Record<string, string>> = {}): string {
  return `GET ${path} HTTP/1.1\r\nhost: localhost\r\n${toLines(Object.entries(headers))}\r\n`;
}

/** Callers on a connection each, who ask again as soon as they are answered. `check` throws at a wrong answer. */
export async function measureHttp(
  port: number,
  { callers, seconds }: { callers: number; seconds: number },
  nextRequest: () => string,
  check: (answer: Answer) => void,
): Promise<Measured> {
  const connections = await Promise.all(Array.from({ length: callers }, () => openConnection(port)));
  const times: number[] = [];
  const startedAt = performance.now();
  const end = startedAt + seconds * 1_000;
  await Promise.all(
    connections.map(async (connection) => {
      for (let asked = performance.now(); asked < end; asked = performance.now()) {
        check(await connection.ask(nextRequest()));
        times.push(performance.now() - asked);
      }
      connection.close();
    }),
  );
  return { perSecond: (times.length / (performance.now() - startedAt)) * 1_000, p99: quantile(times, 0.99) };
}

function opened(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
}

/** The whole answer in a text, or undefined while some of it is missing. Bytes are one character each. */
function takeAnswer(text: string): Answer | undefined {
  const headEnd = text.indexOf('\r\n\r\n');
  if (headEnd === -1) return undefined;
  const status = Number(text.slice(9, 12));
  const length = status === 304 ? 0 : Number(/content-length: (\d+)/i.exec(text.slice(0, headEnd))?.[1] ?? 0);
  const body = text.slice(headEnd + 4);
  return body.length < length ? undefined : { status, body };
}

function toLines(headers: readonly (readonly [string, string])[]): string {
  return headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
}
