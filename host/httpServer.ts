import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import sirv from 'sirv';
import { callRoom } from '../cloudfunctions/_runtime/doors/callRoom';
import { eventDoor } from '../cloudfunctions/_runtime/doors/eventDoor';
import { newId } from '../cloudfunctions/_runtime/ids';
import type { ServedRoom } from '../cloudfunctions/_runtime/serve';
import type { ErrorReply, Reply } from '../contract/envelope';

export interface HttpServerOptions {
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
    const room = rooms.get(roomName);
    if (room === undefined || extra.length > 0 || !Object.hasOwn(room.operations, operation)) {
      return sendJson(response, 404, errorReply('NOT_FOUND'));
    }
    const body = await readBody(request, response);
    if (body === undefined) return;
    const { headers } = request;
    const reply = await callRoom(room, {
      operation,
      input: body.json,
      token: /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1],
      idempotencyKey: headers['idempotency-key'],
      city: headers['x-city'],
      device: headers['x-device'],
      address: addressOf(request),
    });
    sendJson(response, 200, reply);
  }

  async function answerSimulatedWeChat(
    request: IncomingMessage,
    response: ServerResponse,
    roomName: string,
  ): Promise<void> {
    const room = rooms.get(roomName);
    if (room === undefined) return sendJson(response, 404, errorReply('NOT_FOUND'));
    const body = await readBody(request, response);
    if (body === undefined) return;
    const { openid, event } = body.json as { openid?: unknown; event?: unknown };
    const environment = JSON.stringify({ TCB_SOURCE: 'wx_client', WX_OPENID: String(openid ?? '') });
    const main = eventDoor(
      () => room,
      () => ({}),
    );
    sendJson(response, 200, (await main(event, { environment })) as Reply);
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

/** Answers the transport's own refusals itself, and gives undefined then. */
async function readBody(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<{ json: unknown } | undefined> {
  if (request.method !== 'POST') return sendJson(response, 405, errorReply('NOT_FOUND'));
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) {
      response.setHeader('connection', 'close');
      return sendJson(response, 413, errorReply('INVALID_INPUT', { field: '', reason: 'too_big' }));
    }
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  try {
    return { json: text === '' ? {} : JSON.parse(text) };
  } catch {
    return sendJson(response, 200, errorReply('INVALID_INPUT', { field: '', reason: 'json' }));
  }
}

/** The request came on a connection that was still open: what is under way is answered, nothing new is begun. */
function refuseWhileClosing(response: ServerResponse): void {
  response.setHeader('connection', 'close');
  sendJson(response, 503, errorReply('TRY_AGAIN', { retryAfterSeconds: 2 }));
}

function errorReply(code: ErrorReply['error']['code'], details?: ErrorReply['error']['details']): ErrorReply {
  return { ok: false, error: { code, ...(details === undefined ? {} : { details }), requestId: newId() } };
}

function sendJson(response: ServerResponse, status: number, reply: Reply): undefined {
  send(response, status, JSON.stringify(reply));
  return undefined;
}

function send(response: ServerResponse, status: number, body: string): void {
  setSecurityHeaders(response);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  });
  response.end(body);
}

function setSecurityHeaders(response: ServerResponse): void {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
}
