import type { Server } from 'node:http';
import path from 'node:path';
import { offerInstead } from '../cloudfunctions/_availability/freeInstead';
import { rememberSlots, type SlotMemory } from '../cloudfunctions/_availability/rememberSlots';
import { bucketStorage } from '../cloudfunctions/_evidence/bucketStorage';
import { diskStorage } from '../cloudfunctions/_evidence/diskStorage';
import { bucketOf } from '../cloudfunctions/_evidence/openStorage';
import { openPlatforms, type Platforms } from '../cloudfunctions/_platforms/openPlatforms';
import { queueWaits } from '../cloudfunctions/_queue/hallQueues';
import { clockStartingAt, systemClock } from '../cloudfunctions/_runtime/clock';
import type { Dependencies } from '../cloudfunctions/_runtime/dependencies';
import { toKeyRing, toTokenKeys } from '../cloudfunctions/_runtime/env';
import { createLimiter } from '../cloudfunctions/_runtime/limiter';
import { consoleLog, type Log } from '../cloudfunctions/_runtime/log';
import { rememberTokens } from '../cloudfunctions/_runtime/rememberTokens';
import { createSealer } from '../cloudfunctions/_runtime/sealing';
import type { ServedRoom } from '../cloudfunctions/_runtime/serve';
import { createTokens } from '../cloudfunctions/_runtime/tokens';
import { createDeskRoom } from '../cloudfunctions/desk/createDeskRoom';
import { createDocumentsRoom } from '../cloudfunctions/documents/createDocumentsRoom';
import { createGuideRoom } from '../cloudfunctions/guide/createGuideRoom';
import { createIdentityRoom } from '../cloudfunctions/identity/createIdentityRoom';
import { demoLogin, eitherLogin, platformLogin } from '../cloudfunctions/identity/loginPort';
import { createMessagesRoom } from '../cloudfunctions/messages/createMessagesRoom';
import { createOversightRoom } from '../cloudfunctions/oversight/createOversightRoom';
import { createPrivacyRoom } from '../cloudfunctions/privacy/createPrivacyRoom';
import { createRequestsRoom } from '../cloudfunctions/requests/createRequestsRoom';
import { createReservationsRoom } from '../cloudfunctions/reservations/createReservationsRoom';
import { seatEach } from '../cloudfunctions/reservations/seatEach';
import { seatGathered } from '../cloudfunctions/reservations/seatGathered';
import { tellingWhatIsFull } from '../cloudfunctions/reservations/tellWhatIsFull';
import { createSlotsRoom } from '../cloudfunctions/slots/createSlotsRoom';
import { createStandingRoom } from '../cloudfunctions/standing/createStandingRoom';
import { createTicketsRoom } from '../cloudfunctions/tickets/createTicketsRoom';
import { createWindowsRoom } from '../cloudfunctions/windows/createWindowsRoom';
import { straightLineRouting } from '../cloudfunctions/windows/routing';
import { rooms as contract } from '../contract/rooms';
import { hangzhou } from '../data/hangzhou/city';
import { readKeys } from './demoKeys';
import type { HostEnv } from './env';
import { createHttpServer } from './httpServer';
import { describeApi } from './openapi';
import { openDatabase } from './openDatabase';
import { startSchedule } from './schedule';
import { readWebFiles } from './webFiles';

export interface Host {
  /** `http://127.0.0.1:3000` */
  readonly address: string;
  readonly dependencies: Dependencies;
  /** Answers what is under way, then lets go of the database. */
  close(): Promise<void>;
}

/** Opens the database, brings it up to date, and serves every room and the web client on one port. */
export async function openHost(env: HostEnv, migrationsFolder: string, log: Log = consoleLog): Promise<Host> {
  const web = env.WEB_DIR === 'none' ? undefined : readWebFiles(path.resolve(env.WEB_DIR));
  const { database, unlock } = await openDatabase(env, migrationsFolder);
  const keys = await readKeys(env);
  const clock = env.CLOCK === undefined ? systemClock : clockStartingAt(new Date(env.CLOCK));
  const demo = env.NODE_ENV !== 'production';
  const sealer = createSealer(toKeyRing(keys));
  const tokens = rememberTokens(createTokens(toTokenKeys(keys.TOKEN_KEYS), clock), clock);
  const platforms = openPlatforms(env, clock);
  const dependencies: Dependencies = {
    database,
    clock,
    sealer,
    tokens,
    log,
    limiter: createLimiter(() => performance.now()),
    platforms,
    files: openFiles(env),
    demo,
  };

  const schedule = await startSchedule(dependencies, hangzhou.halls.city.code);
  const memory = rememberSlots(database, clock);
  const server = createHttpServer({
    rooms: createRooms(dependencies, platforms, memory),
    version: memory.version,
    openapi: describeApi(contract),
    proxies: env.PROXIES,
    web,
    demo,
  });
  const address = await listen(server, env.PORT, env.HOST);

  return {
    address,
    dependencies,
    async close() {
      schedule.stop();
      memory.close();
      await closeServer(server);
      await database.close();
      await unlock();
    },
  };
}

/** The bucket of the environment; without one a folder beside the database. */
function openFiles(env: HostEnv) {
  const bucket = bucketOf(env);
  return bucket === undefined ? diskStorage(path.resolve(env.DATA_DIR, 'files')) : bucketStorage(bucket);
}

function createRooms(dependencies: Dependencies, platforms: Platforms, memory: SlotMemory): ServedRoom[] {
  const vendors = platformLogin(platforms);
  const { database, log } = dependencies;
  const { seat } = seatGathered((...batch) => seatEach(database, ...batch), log);
  return [
    createIdentityRoom({
      ...dependencies,
      login: dependencies.demo ? eitherLogin(vendors, demoLogin) : vendors,
    }),
    createGuideRoom(dependencies),
    createSlotsRoom(dependencies, memory),
    createWindowsRoom({ ...dependencies, routing: straightLineRouting, waitEstimate: queueWaits(database) }),
    createReservationsRoom({
      ...dependencies,
      seat: tellingWhatIsFull(seat, memory.learn),
      seatsShort: memory.seatsShort,
      freeInstead: offerInstead({ database, availability: memory }),
    }),
    createRequestsRoom(dependencies),
    createTicketsRoom(dependencies),
    createDeskRoom(dependencies),
    createOversightRoom(dependencies),
    createPrivacyRoom(dependencies),
    createDocumentsRoom(dependencies),
    createStandingRoom(dependencies),
    createMessagesRoom(dependencies),
  ];
}

function listen(server: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const bound = server.address();
      resolve(`http://${host}:${typeof bound === 'object' && bound !== null ? bound.port : port}`);
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 5_000).unref();
  });
}
