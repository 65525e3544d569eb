import { randomBytes } from 'node:crypto';
import { sql } from '../../cloudfunctions/_database/sql';
import { sealedPlaces } from '../../cloudfunctions/_people/sealedPlaces';
import type { KeyRing } from '../../cloudfunctions/_runtime/sealing';
import type { TokenKey } from '../../cloudfunctions/_runtime/tokens';
import { resealOldKeys } from '../../cloudfunctions/timers/resealOldKeys';
import type { Rooms } from '../../contract/rooms';
import { aPerson } from '../support/people';
import { freshPostgres, type TestPostgres } from '../support/postgresDatabase';
import { city, openService, type Service } from '../support/service';

const NOW = '2026-11-23T09:00:00+08:00';
const CALLERS = 16;
/** Lives that each deployment must have seen before the next one comes. */
const LIVES = 40;
const newKey = (id: string) => ({ id, key: randomBytes(32) });
const blind = randomBytes(32);
const sealing = { old: newKey('s1'), fresh: newKey('s2') };
const signing = { old: newKey('t1'), fresh: newKey('t2') };

interface Ring {
  readonly keys: KeyRing;
  readonly tokenKeys: readonly TokenKey[];
}

/** The three deployments of `docs/decisions/changing-keys.md`, for both kinds of keys at once. */
const rings: readonly Ring[] = [
  { keys: { sealing: [sealing.old, sealing.fresh], blind }, tokenKeys: [signing.old, signing.fresh] },
  { keys: { sealing: [sealing.fresh, sealing.old], blind }, tokenKeys: [signing.fresh, signing.old] },
  { keys: { sealing: [sealing.fresh], blind }, tokenKeys: [signing.fresh] },
];

const halls = ['city', 'shangcheng', 'xihu', 'gongshu', 'binjiang', 'xiaoshan', 'yuhang', 'scenic-area'];
const days = ['2026-11-25', '2026-11-26', '2026-11-27', '2026-11-30', '2026-12-01', '2026-12-02'];
const times = ['0900', '0930', '1000', '1030'];

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await freshPostgres();
});
afterAll(() => postgres.drop());

it('changes every key and deletes people while others book, and no call of anybody fails', async () => {
  const { database } = postgres;
  const deployments: Service[] = [];
  for (const ring of rings) deployments.push(await openService(database, NOW, ring));
  const failed: string[] = [];
  const gone: string[] = [];
  const lived = [0, 0, 0];
  let serving = 0;
  let serial = 0;
  let stopping = false;

  /** Whichever instances are deployed now answer, as behind a gateway. */
  const ask = async (room: keyof Rooms, operation: string, input: unknown, token?: string) => {
    const asking = token === undefined ? {} : { token };
    const reply = await deployments[serving]!.call(room, operation, input, asking);
    if (!reply.ok) failed.push(`${serving} ${room}.${operation} ${reply.error.code}`);
    return (reply.ok ? reply.data : {}) as Record<string, never>;
  };

  /** One person from sign-in to the end; the deployments change under them. Every third one leaves for good. */
  async function live(): Promise<void> {
    serial += 1;
    const mine = serial;
    const person = aPerson(20_000 + mine);
    const slot = `${halls[mine % 8]}.appointment.${days[Math.floor(mine / 8) % 6]}.${times[Math.floor(mine / 48) % 4]}`;
    const { token } = await ask('identity', 'signIn', { channel: 'web', code: `demo:live-${mine}` });
    await ask('privacy', 'giveConsent', { purpose: 'booking', version: 1 }, token);
    await ask('identity', 'savePerson', { person }, token);
    const people = [{ person, services: ['passport'] }];
    const made = await ask('reservations', 'make', { slot, people, phone: '13812345678' }, token);
    const { id } = (made.reservation ?? {}) as { id?: string };
    await ask('identity', 'listPeople', {}, token);
    await ask('reservations', 'get', { reservation: id }, token);
    await ask('privacy', 'getExport', {}, token);
    if (mine % 3 === 0) {
      await ask('reservations', 'cancel', { reservation: id }, token);
      await ask('privacy', 'deleteMine', { confirm: 'delete' }, token);
      gone.push(deployments[0]!.dependencies.sealer.blind(`resident-id:${person.documentNumber}`));
    }
    lived[serving] = (lived[serving] ?? 0) + 1;
  }
  async function liveOn(): Promise<void> {
    while (!stopping) await live();
  }
  const until = async (seen: () => boolean) => {
    while (!seen()) await new Promise((resolve) => setTimeout(resolve, 20));
  };

  const callers = Array.from({ length: CALLERS }, liveOn);
  try {
    await until(() => lived[0]! >= LIVES);
    serving = 1;
    const during = deployments[1]!.dependencies;
    await resealOldKeys(during, city, new Date(NOW));
    await until(() => lived[1]! >= LIVES);
    // What calls of the first deployment sealed last: a day later the timer looks again.
    await resealOldKeys(during, city, new Date(Date.parse(NOW) + 25 * 3_600_000));
    for (const place of Object.values(sealedPlaces)) {
      expect(await database.rows(place.stale(city, sealing.fresh.id, 1))).toEqual([]);
    }
    serving = 2;
    await until(() => lived[2]! >= LIVES);
  } finally {
    stopping = true;
    await Promise.all(callers);
  }

  expect(failed).toEqual([]);
  expect(gone.length).toBeGreaterThan(LIVES / 2);
  const kept = await database.rows(sql`
    select 1 from person where document_blind = any(${gone}::text[])
    union all select 1 from applicant where document_blind = any(${gone}::text[])`);
  expect(kept).toEqual([]);
  const [{ whole } = { whole: 0 }] = await database.rows<{ whole: number }>(sql`
    select count(*)::integer as whole from reservation where city = ${city} and status = 'booked'`);
  expect(whole).toBe(serial - gone.length);
}, 180_000);
