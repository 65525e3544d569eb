import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import Negotiator from 'negotiator';
import { bearerToken } from '../cloudfunctions/_runtime/doors/bearerToken';
import { callRoom, defaultCity } from '../cloudfunctions/_runtime/doors/callRoom';
import { eventDoor } from '../cloudfunctions/_runtime/doors/eventDoor';
import { newId } from '../cloudfunctions/_runtime/ids';
import type { ServedRoom } from '../cloudfunctions/_runtime/serve';
import type { ErrorReply, Reply } from '../contract/envelope';
import { boundConnections, type ConnectionBounds, usualBounds } from './boundConnections';
import { matchesEtag } from './conditional';
import { readBody, refusesContinue } from './readBody';
import { isShared, type SharedAnswer, shareAnswers } from './sharedAnswers';
import type { WebFiles } from './webFiles';

export interface HttpServerOptions {
  /** Changes whenever answers about a city's slots may have changed; undefined when that is not known. */
  readonly version: (city: string) => number | undefined;
  readonly rooms: readonly ServedRoom[];
  /** Text of `GET /openapi.json`. */
  readonly openapi: string;
  /** The web client; undefined where another server has it. */
  readonly web?: WebFiles | undefined;
  readonly bounds?: ConnectionBounds;
  /** Proxies of ours in front, each of which adds the address that it saw. */
  readonly proxies?: number;
  /** Opens the door through which a simulated WeChat phone calls, as its platform would. Never in production. */
  readonly demo: boolean;
}

const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(self), microphone=(), payment=(), geolocation=(self)',
  // Answers for programs load nothing; the page has a policy of its own.
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  // A browser that once came through TLS stays with it; without TLS the header means nothing.
  'strict-transport-security': 'max-age=31536000',
} as const;

/**
 * What the page may load. It draws with inline styles and shows chosen photos and evidence (`blob:`); its scripts come
 * from here, and those that stand in the page are known by their hash.
 */
function contentPolicy(inlineScripts: readonly string[]): string {
  return [
    "default-src 'self'",
    "img-src 'self' data: blob: https:",
    "media-src 'self' blob:",
    "style-src 'self' 'unsafe-inline'",
    `script-src ${["'self'", ...inlineScripts].join(' ')}`,
    "font-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** One port for every room, the web client and what operators ask for. CORS stays closed. */
export function createHttpServer(options: HttpServerOptions): Server {
  const rooms = new Map(options.rooms.map((room) => [room.name, room]));
  const answers = shareAnswers(options.version);
  const pageHeaders = {
    ...SECURITY_HEADERS,
    'content-security-policy': contentPolicy(options.web?.inlineScripts ?? []),
  };

  const server = createServer({ connectionsCheckingInterval: 5_000 }, (request, response) => {
    route(request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, errorReply('INTERNAL'));
    });
  });
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    if (refusesContinue(request)) return refuseTooBig(response);
    response.writeContinue();
    server.emit('request', request, response);
  });
  server.headersTimeout = 20_000;
  server.requestTimeout = 30_000;
  server.keepAliveTimeout = 65_000;
  boundConnections(server, options.bounds ?? usualBounds);
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
    const [pathname = '/'] = (request.url ?? '/').split('?');
    for (const [name, value] of Object.entries(pageHeaders)) response.setHeader(name, value);
    if (options.web?.send(pathname, request, response) !== true) {
      sendJson(response, 404, errorReply('NOT_FOUND'));
    }
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
      token: bearerToken(headers.authorization),
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
    const text = await readPost(request, response);
    if (text === undefined) return;
    const { openid, event } = Object(parseInput(text)?.json) as { openid?: unknown; event?: unknown };
    const environment = JSON.stringify({ TCB_SOURCE: 'wx_client', WX_OPENID: String(openid ?? '') });
    const main = eventDoor(
      () => room,
      () => ({}),
    );
    const reply = (await main(event, { environment })) as Reply;
    const { operation } = Object(event) as { operation?: unknown };
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
async function readPost(request: IncomingMessage, response: ServerResponse): Promise<string | undefined> {
  if (request.method !== 'POST') return sendJson(response, 405, errorReply('NOT_FOUND'));
  const body = await readBody(request);
  return body.kind === 'whole' ? body.text : refuseTooBig(response);
}

function refuseTooBig(response: ServerResponse): undefined {
  return sendJson(response, 413, errorReply('INVALID_INPUT', { field: '', reason: 'too_big' }));
}

/** Answers that are shared may be asked for by GET as well, so that caches understand them. */
function readInput(request: IncomingMessage, response: ServerResponse, shared: boolean) {
  const asGet = shared && request.method === 'GET';
  return asGet ? Promise.resolve(inputOf(request)) : readPost(request, response);
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

/** An unchanged answer goes out as 304 to whoever has it, and compressed to whoever can read that. */
async function sendShared(
  request: IncomingMessage,
  response: ServerResponse,
  answer: SharedAnswer,
): Promise<void> {
  const { method, headers } = request;
  if (method === 'GET' && matchesEtag(headers['if-none-match'], answer.etag)) {
    response.writeHead(304, { ...SECURITY_HEADERS, etag: answer.etag, 'cache-control': 'no-cache' }).end();
    return;
  }
  const forms = ['gzip', 'identity'] as const;
  const readsGzip = new Negotiator(request).encoding(forms, { preferred: forms }) === 'gzip';
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
