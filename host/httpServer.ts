import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import sirv from 'sirv';
import { callRoom, defaultCity } from '../cloudfunctions/_runtime/doors/callRoom';
import { eventDoor } from '../cloudfunctions/_runtime/doors/eventDoor';
import { newId } from '../cloudfunctions/_runtime/ids';
import type { ServedRoom } from '../cloudfunctions/_runtime/serve';
import type { ErrorReply, Reply } from '../contract/envelope';
import { isShared, type SharedAnswer, shareAnswers } from './sharedAnswers';

export interface HttpServerOptions {
  /** Changes whenever answers about a city's slots may have changed; undefined when that is not known. */
  readonly version: (city: string) => number | undefined;
  readonly rooms: readonly ServedRoom[];
  /** Text of `GET /openapi.json`. */
  readonly openapi: string;
  /** Folder of the web client. */
  readonly webFolder: string;
  /** Proxies of ours in front, each of which adds the address that it saw. */
  readonly proxies?: number;
  /** Opens the door through which a simulated WeChat phone calls, as its platform would. Never in production. */
  readonly demo: boolean;
}

const MAX_BODY_BYTES = 64 * 1024;

const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), payment=(), geolocation=(self)',
  // The web client draws with inline styles; scripts, frames and plugins come from nowhere else.
  'content-security-policy':
    "default-src 'self'; img-src 'self' data: https:; style-src 'self' 'unsafe-inline'; " +
    "script-src 'self' 'unsafe-inline'; font-src 'self' data:; connect-src 'self'; object-src 'none'; " +
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'",
  // A browser that once came through TLS stays with it; without TLS the header means nothing.
  'strict-transport-security': 'max-age=31536000',
} as const;

/** One port for every room, the web client and what operators ask for. CORS stays closed. */
export function createHttpServer(options: HttpServerOptions): Server {
  const rooms = new Map(options.rooms.map((room) => [room.name, room]));
  const answers = shareAnswers(options.version);
  const web = sirv(options.webFolder, { single: true, dev: true, etag: true });

  const server = createServer((request, response) => {
    route(request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, errorReply('INTERNAL'));
    });
  });
  server.requestTimeout = 30_000;
  server.keepAliveTimeout = 65_000;
  return server;

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!server.listening) {
      refuseWhileClosing(response);
      return;
    }
    const [pathname = '/'] = (request.url ?? '/').split('?');
    if (pathname.startsWith('/api/')) return answerApi(request, response, pathname.slice('/api/'.length));
    if (pathname.startsWith('/dev/wechat/') && options.demo) {
      return answerSimulatedWeChat(request, response, pathname.slice('/dev/wechat/'.length));
    }
    if (pathname === '/healthz') return answerHealth(response);
    if (pathname === '/openapi.json') return send(response, 200, options.openapi);
    answerWeb(request, response);
  }

  function answerWeb(request: IncomingMessage, response: ServerResponse): void {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      sendJson(response, 405, errorReply('NOT_FOUND'));
      return;
    }
    setSecurityHeaders(response);
    web(request, response, () => sendJson(response, 404, errorReply('NOT_FOUND')));
  }

  async function answerApi(request: IncomingMessage, response: ServerResponse, rest: string): Promise<void> {
    const [roomName = '', operation = '', ...extra] = rest.split('/');
    const room = extra.length === 0 ? rooms.get(roomName) : undefined;
    if (room === undefined || !Object.hasOwn(room.operations, operation)) {
      return sendJson(response, 404, errorReply('NOT_FOUND'));
    }
    const shared = isShared(rest);
    const text = await readInput(request, response, shared);
    if (text === undefined) return;
    const { headers } = request;
    const ask = () => askRoom(room, operation, text, request);
    const city = String(headers['x-city'] ?? defaultCity);
    if (shared)
      return sendShared(request, response, await answers.share({ operation: rest, city, text }, ask));
    const reply = await ask();
    answers.changed(rest, city);
    return sendJson(response, 200, reply);
  }

  async function askRoom(
    room: ServedRoom,
    operation: string,
    text: string,
    request: IncomingMessage,
  ): Promise<Reply> {
    const { headers } = request;
    const input = parseInput(text);
    if (input === undefined) return errorReply('INVALID_INPUT', { field: '', reason: 'json' });
    return callRoom(room, {
      operation,
      input: input.json,
      token: bearerOf(headers.authorization),
      idempotencyKey: headers['idempotency-key'],
      city: headers['x-city'],
      device: headers['x-device'],
      address: addressOf(request),
    });
  }

  async function answerSimulatedWeChat(
    request: IncomingMessage,
    response: ServerResponse,
    roomName: string,
  ): Promise<void> {
    const room = rooms.get(roomName);
    if (room === undefined) return sendJson(response, 404, errorReply('NOT_FOUND'));
    const text = await readBody(request, response);
    if (text === undefined) return;
    const body = parseInput(text) ?? { json: {} };
    const { openid, event } = body.json as { openid?: unknown; event?: unknown };
    const environment = JSON.stringify({ TCB_SOURCE: 'wx_client', WX_OPENID: String(openid ?? '') });
    const main = eventDoor(
      () => room,
      () => ({}),
    );
    const reply = (await main(event, { environment })) as Reply;
    const { operation } = (event ?? {}) as { operation?: unknown };
    answers.changed(`${roomName}/${String(operation)}`, defaultCity);
    sendJson(response, 200, reply);
  }

  /** What the outermost proxy of ours saw; headers that the client wrote itself are never believed. */
  function addressOf({ socket, headers }: IncomingMessage): string | undefined {
    const forwarded = String(headers['x-forwarded-for'] ?? '').split(',');
    const { proxies = 0 } = options;
    return proxies === 0 ? socket.remoteAddress : forwarded.at(-proxies)?.trim();
  }

  async function answerHealth(response: ServerResponse): Promise<void> {
    const [room] = options.rooms;
    const healthy = await room?.dependencies.database
      .rows({ text: 'select 1', values: [], name: 'healthz' })
      .then(
        () => true,
        () => false,
      );
    send(response, healthy ? 200 : 503, JSON.stringify({ ok: healthy === true }));
  }
}

/** The body of a POST. Answers the transport's own refusals itself, and gives undefined then. */
function readBody(request: IncomingMessage, response: ServerResponse): Promise<string | undefined> {
  if (request.method !== 'POST') return Promise.resolve(sendJson(response, 405, errorReply('NOT_FOUND')));
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= MAX_BODY_BYTES) return chunks.push(chunk);
      request.removeAllListeners('data').pause();
      response.setHeader('connection', 'close');
      return resolve(sendJson(response, 413, errorReply('INVALID_INPUT', { field: '', reason: 'too_big' })));
    });
    request.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.once('error', reject);
    request.once('close', () => {
      if (!request.complete) reject(new Error('The caller went away.'));
    });
  });
}

/** Answers that are shared may be asked for by GET as well, so that caches understand them. */
function readInput(request: IncomingMessage, response: ServerResponse, shared: boolean) {
  const asGet = shared && request.method === 'GET';
  return asGet ? Promise.resolve(inputOf(request)) : readBody(request, response);
}

/** The input of a GET: `?input=` and the JSON text. */
function inputOf({ url }: IncomingMessage): string {
  return new URLSearchParams((url ?? '').split('?')[1] ?? '').get('input') ?? '';
}

function parseInput(text: string): { json: unknown } | undefined {
  try {
    return { json: text === '' ? {} : JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** The request came on a connection that was still open: what is under way is answered, nothing new is begun. */
function refuseWhileClosing(response: ServerResponse): void {
  response.setHeader('connection', 'close');
  sendJson(response, 503, errorReply('TRY_AGAIN', { retryAfterSeconds: 2 }));
}

function bearerOf(authorization: string | undefined): string | undefined {
  return authorization?.startsWith('Bearer ') ? authorization.slice('Bearer '.length) : undefined;
}

/** An unchanged answer goes out as 304 to whoever has it, and compressed to whoever can read that. */
async function sendShared(
  { method, headers }: IncomingMessage,
  response: ServerResponse,
  answer: SharedAnswer,
): Promise<void> {
  if (method === 'GET' && headers['if-none-match'] === answer.etag) {
    response.writeHead(304, { ...SECURITY_HEADERS, etag: answer.etag, 'cache-control': 'no-cache' }).end();
    return;
  }
  const readsGzip = /\bgzip\b/.test(String(headers['accept-encoding'] ?? ''));
  const body = readsGzip ? await answer.compressed() : answer.body;
  response.writeHead(200, {
    ...SECURITY_HEADERS,
    'content-type': 'application/json; charset=utf-8',
    'content-length': body.length,
    ...(body === answer.body ? {} : { 'content-encoding': 'gzip' }),
    vary: 'accept-encoding, x-city',
    etag: answer.etag,
    'cache-control': method === 'GET' ? 'no-cache' : 'no-store',
  });
  response.end(body);
}

function errorReply(code: ErrorReply['error']['code'], details?: ErrorReply['error']['details']): ErrorReply {
  return { ok: false, error: { code, ...(details === undefined ? {} : { details }), requestId: newId() } };
}

function sendJson(response: ServerResponse, status: number, reply: Reply): undefined {
  send(response, status, JSON.stringify(reply));
  return undefined;
}

function send(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, {
    ...SECURITY_HEADERS,
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  });
  response.end(body);
}

function setSecurityHeaders(response: ServerResponse): void {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
}
