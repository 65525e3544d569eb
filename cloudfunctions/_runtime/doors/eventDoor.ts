import type { Reply } from '../../../contract/envelope';
import { newId } from '../ids';
import type { ServedRoom } from '../serve';
import { bearerToken } from './bearerToken';
import { callRoom } from './callRoom';
import { type CloudContext, type CloudOrigin, readCloudOrigin } from './cloudContext';

/** A request as the cloud's HTTP access service hands it to an event function. */
interface HttpEvent {
  readonly httpMethod?: unknown;
  readonly path?: unknown;
  readonly headers?: unknown;
  readonly body?: unknown;
  readonly isBase64Encoded?: unknown;
  readonly requestContext?: unknown;
}

/** The full form, or the gateway guesses. */
interface HttpResponse {
  readonly isBase64Encoded: false;
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Main = (event: unknown, context: CloudContext) => Promise<Reply | HttpResponse>;

const WECHAT_CLIENTS = new Set(['wx_client', 'wx_devtools']);

/**
 * The `main` of a cloud function. A WeChat phone is known by the OPENID that the platform injects, whatever the
 * event looks like; an HTTP event is anonymous until its token proves otherwise; a timer has no way in here.
 */
export function eventDoor(openRoom: () => ServedRoom, environment: () => NodeJS.ProcessEnv): Main {
  let room: ServedRoom | undefined;
  return async (event, context) => {
    room ??= openRoom();
    const origin = readCloudOrigin(context, environment());
    const fields = typeof event === 'object' && event !== null ? (event as Record<string, unknown>) : {};
    if (isWeChatPhone(origin)) {
      return callRoom(room, {
        operation: fields.operation,
        input: fields.input,
        token: fields.token,
        idempotencyKey: fields.idempotencyKey,
        city: fields.city,
        device: fields.device,
        address: origin.address,
        platformIdentity: { channel: 'wechat', subject: origin.openId },
      });
    }
    if (origin.source === '' && isHttpEvent(fields)) return answerHttp(room, fields);
    return { ok: false, error: { code: 'NOT_ALLOWED', requestId: newId() } };
  };
}

function isWeChatPhone({ source, openId }: CloudOrigin): boolean {
  return openId !== '' && WECHAT_CLIENTS.has(source);
}

function isHttpEvent(fields: Record<string, unknown>): boolean {
  return 'httpMethod' in fields && 'headers' in fields && 'requestContext' in fields;
}

async function answerHttp(room: ServedRoom, event: HttpEvent): Promise<HttpResponse> {
  if (event.httpMethod !== 'POST') return toResponse(405, notFound());
  // The gateway may cut the path down to what follows its own prefix; the operation is always its last part.
  const operation = String(event.path ?? '')
    .split('/')
    .at(-1);
  if (!Object.hasOwn(room.operations, operation ?? '')) return toResponse(404, notFound());
  const headers = readHeaders(event.headers);
  const input = parseBody(event);
  if (input === undefined) return toResponse(200, invalidBody());
  const reply = await callRoom(room, {
    operation,
    input,
    token: bearerToken(headers.authorization),
    idempotencyKey: headers['idempotency-key'],
    city: headers['x-city'],
    device: headers['x-device'],
    // The gateway adds the address that it saw at the end; what stands before it was written by the client.
    address: headers['x-forwarded-for']?.split(',').at(-1)?.trim(),
  });
  return toResponse(200, reply);
}

/** As Node's own server reads them: names have no case, and spaces around a value are no part of it (RFC 9110, 5.5). */
function readHeaders(headers: unknown): Record<string, string> {
  const entries = Object.entries((headers ?? {}) as Record<string, unknown>);
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), String(value).trim()]));
}

function parseBody({ body, isBase64Encoded }: HttpEvent): unknown {
  const text = typeof body === 'string' ? body : '';
  const decoded =
    isBase64Encoded === true || isBase64Encoded === 'true' ? Buffer.from(text, 'base64').toString() : text;
  try {
    return decoded === '' ? {} : JSON.parse(decoded);
  } catch {
    return undefined;
  }
}

function notFound(): Reply {
  return { ok: false, error: { code: 'NOT_FOUND', requestId: newId() } };
}

function invalidBody(): Reply {
  return {
    ok: false,
    error: { code: 'INVALID_INPUT', details: { field: '', reason: 'json' }, requestId: newId() },
  };
}

function toResponse(statusCode: number, reply: Reply): HttpResponse {
  return {
    isBase64Encoded: false,
    statusCode,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
    body: JSON.stringify(reply),
  };
}
