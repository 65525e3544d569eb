import type { IncomingMessage } from 'node:http';

export const MAX_BODY_BYTES = 64 * 1024;

/**
 * What is read beyond the limit and thrown away, so that the caller gets to the refusal: closing at once would reset
 * the connection while the caller still writes. The server's `requestTimeout` bounds it in time. Bytes.
 */
const DISCARDED_BYTES = 64 * 1024 * 1024;

export type Body =
  | { readonly kind: 'whole'; readonly text: string }
  /** The rest is being thrown away: answer now. */
  | { readonly kind: 'too-big' };

/** The body of a request up to `MAX_BODY_BYTES`. Rejects when the caller goes away. */
export function readBody(request: IncomingMessage): Promise<Body> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) {
    discard(request, 0);
    return Promise.resolve({ kind: 'too-big' });
  }
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= MAX_BODY_BYTES) {
        chunks.push(chunk);
        return;
      }
      request.removeAllListeners('data');
      discard(request, bytes);
      resolve({ kind: 'too-big' });
    });
    request.once('end', () => resolve({ kind: 'whole', text: Buffer.concat(chunks).toString('utf8') }));
    request.once('error', reject);
    request.once('close', () => {
      if (!request.complete) reject(new Error('The caller went away.'));
    });
  });
}

/** Refuses `Expect: 100-continue` for a body that is too long anyway; the caller then sends none. */
export function refusesContinue(request: IncomingMessage): boolean {
  return Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES;
}

/** Reads on and throws away; a caller who sends without end is cut off. */
function discard(request: IncomingMessage, already: number): void {
  let bytes = already;
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > DISCARDED_BYTES + MAX_BODY_BYTES) request.destroy();
  });
  request.on('error', () => undefined);
}
