import { randomBytes } from 'node:crypto';
import { tableAvailability } from '../../cloudfunctions/_availability/availability';
import { offerInstead } from '../../cloudfunctions/_availability/freeInstead';
import type { Database } from '../../cloudfunctions/_database/database';
import type { FileStorage } from '../../cloudfunctions/_evidence/fileStorage';
import type { Platforms } from '../../cloudfunctions/_platforms/openPlatforms';
import { queueWaits } from '../../cloudfunctions/_queue/hallQueues';
import type { PlatformIdentity } from '../../cloudfunctions/_runtime/caller';
import type { Dependencies } from '../../cloudfunctions/_runtime/dependencies';
import { callRoom } from '../../cloudfunctions/_runtime/doors/callRoom';
import { type Limiter, unlimited } from '../../cloudfunctions/_runtime/limiter';
import { type Log, silentLog } from '../../cloudfunctions/_runtime/log';
import { createSealer, type KeyRing } from '../../cloudfunctions/_runtime/sealing';
import type { ServedRoom } from '../../cloudfunctions/_runtime/serve';
import { createTokens, type TokenKey } from '../../cloudfunctions/_runtime/tokens';
import { createDeskRoom } from '../../cloudfunctions/desk/createDeskRoom';
import { createDocumentsRoom } from '../../cloudfunctions/documents/createDocumentsRoom';
import { createGuideRoom } from '../../cloudfunctions/guide/createGuideRoom';
import { createIdentityRoom } from '../../cloudfunctions/identity/createIdentityRoom';
import { demoLogin, type LoginPort } from '../../cloudfunctions/identity/loginPort';
import { createMessagesRoom } from '../../cloudfunctions/messages/createMessagesRoom';
import { createOversightRoom } from '../../cloudfunctions/oversight/createOversightRoom';
import { createPrivacyRoom } from '../../cloudfunctions/privacy/createPrivacyRoom';
import { createRequestsRoom } from '../../cloudfunctions/requests/createRequestsRoom';
import { createReservationsRoom } from '../../cloudfunctions/reservations/createReservationsRoom';
import { seatAlone } from '../../cloudfunctions/reservations/seatAlone';
import { createSlotsRoom } from '../../cloudfunctions/slots/createSlotsRoom';
import { createStandingRoom } from '../../cloudfunctions/standing/createStandingRoom';
import { createTicketsRoom } from '../../cloudfunctions/tickets/createTicketsRoom';
import { openSessions } from '../../cloudfunctions/timers/openSessions';
import { createWindowsRoom } from '../../cloudfunctions/windows/createWindowsRoom';
import { straightLineRouting } from '../../cloudfunctions/windows/routing';
import type { ErrorCode } from '../../contract/errorCodes';
import type { Rooms } from '../../contract/rooms';
import { asArrived } from './contractKept';
import { memoryStorage } from './memoryStorage';

export const city = '330100';

/** The whole service in this process, on a clock that the test sets. */
export interface Service {
  readonly dependencies: Dependencies;
  readonly rooms: Readonly<Record<keyof Rooms, ServedRoom>>;
  setNow(instant: string): void;
  /** A citizen who has signed in and agreed to how their data is used. */
  citizen(name: string): Promise<Citizen>;
  /** Staff by their demonstration code: `xihu`, `xihu:clerk`, `xihu:clerk:li`, `*`. */
  staff(post: string): Promise<Citizen>;
  call(room: keyof Rooms, operation: string, input: unknown, asking?: Asking): Promise<TestReply>;
}

export interface Asking {
  readonly token?: string;
  readonly idempotencyKey?: string;
  readonly city?: string;
  /** What the platform itself would say of the caller. */
  readonly platformIdentity?: PlatformIdentity;
  readonly address?: string;
  readonly device?: string;
}

export type TestReply =
  | { readonly ok: true; readonly data: unknown }
  | {
      readonly ok: false;
      readonly error: { readonly code: ErrorCode; readonly details?: Record<string, unknown> };
    };

export interface Citizen {
  readonly token: string;
  /** Whatever the answer is. */
  reply(room: keyof Rooms, operation: string, input: unknown, idempotencyKey?: string): Promise<TestReply>;
  /** The data of an answer that must be a yes. */
  get<Data>(room: keyof Rooms, operation: string, input: unknown, idempotencyKey?: string): Promise<Data>;
  /** The code of an answer that must be a no, or `OK`. */
  code(
    room: keyof Rooms,
    operation: string,
    input: unknown,
    idempotencyKey?: string,
  ): Promise<ErrorCode | 'OK'>;
}

export interface ServiceOptions {
  readonly log?: Log;
  /** Asks the stand-ins of the vendors instead of taking demonstration codes. */
  readonly login?: LoginPort;
  readonly keys?: KeyRing;
  /** So that several instances believe each other's tokens. */
  readonly tokenKeys?: readonly TokenKey[];
  readonly limiter?: Limiter;
  /** Where messages go out. */
  readonly platforms?: Platforms;
  /** Where sealed files are kept. */
  readonly files?: FileStorage;
}

export async function openService(
  database: Database,
  now: string,
  options: ServiceOptions = {},
): Promise<Service> {
  let instant = new Date(now);
  const clock = () => instant;
  const dependencies: Dependencies = {
    database,
    clock,
    sealer: createSealer(
      options.keys ?? { sealing: [{ id: 's1', key: randomBytes(32) }], blind: randomBytes(32) },
    ),
    tokens: createTokens(options.tokenKeys ?? [{ id: 't1', key: randomBytes(32) }], clock),
    log: options.log ?? silentLog,
    limiter: options.limiter ?? unlimited,
    platforms: options.platforms,
    files: options.files ?? memoryStorage(),
    demo: true,
  };
  const rooms: Record<keyof Rooms, ServedRoom> = {
    identity: createIdentityRoom({ ...dependencies, login: options.login ?? demoLogin }),
    guide: createGuideRoom(dependencies),
    oversight: createOversightRoom(dependencies),
    slots: createSlotsRoom(dependencies),
    windows: createWindowsRoom({
      ...dependencies,
      routing: straightLineRouting,
      waitEstimate: queueWaits(database),
    }),
    tickets: createTicketsRoom(dependencies),
    desk: createDeskRoom(dependencies),
    documents: createDocumentsRoom(dependencies),
    privacy: createPrivacyRoom(dependencies),
    standing: createStandingRoom(dependencies),
    messages: createMessagesRoom(dependencies),
    requests: createRequestsRoom(dependencies),
    reservations: createReservationsRoom({
      ...dependencies,
      seat: seatAlone(database),
      freeInstead: offerInstead({ database, availability: tableAvailability(database) }),
    }),
  };
  await openSessions(dependencies, city, instant);

  const call: Service['call'] = async (room, operation, input, asking = {}) =>
    asArrived(room, operation, await callRoom(rooms[room], { operation, input, ...asking })) as TestReply;

  async function someone(code: string): Promise<Citizen> {
    const signIn = async () => {
      const signedIn = await call('identity', 'signIn', { channel: 'web', code });
      if (!signedIn.ok) throw new Error(`${code} could not sign in: ${signedIn.error.code}`);
      return (signedIn.data as { token: string }).token;
    };
    let token = await signIn();
    let signedInAt = instant;
    // A phone signs in again when its token has expired.
    const fresh = async () => {
      if (Math.abs(instant.getTime() - signedInAt.getTime()) > 3_600_000) {
        token = await signIn();
        signedInAt = instant;
      }
      return token;
    };
    const ask = async (room: keyof Rooms, operation: string, input: unknown, key?: string) =>
      call(room, operation, input, {
        token: await fresh(),
        ...(key === undefined ? {} : { idempotencyKey: key }),
      });
    return {
      token,
      reply: ask,
      async get<Data>(room: keyof Rooms, operation: string, input: unknown, key?: string) {
        const reply = await ask(room, operation, input, key);
        if (!reply.ok) throw new Error(`${room}.${operation}: ${JSON.stringify(reply.error)}`);
        return reply.data as Data;
      },
      async code(room, operation, input, key) {
        const reply = await ask(room, operation, input, key);
        return reply.ok ? 'OK' : reply.error.code;
      },
    };
  }

  return {
    dependencies,
    rooms,
    call,
    setNow(next) {
      instant = new Date(next);
    },
    async citizen(name) {
      const citizen = await someone(`demo:${name}`);
      await call('privacy', 'giveConsent', { purpose: 'booking', version: 1 }, { token: citizen.token });
      return citizen;
    },
    staff: (post) => someone(`demo-staff:${post}`),
  };
}
