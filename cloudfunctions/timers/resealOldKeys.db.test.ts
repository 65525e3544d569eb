import { randomBytes } from 'node:crypto';
import { freshHangzhou } from '../../tests/support/freshDatabase';
import { aPerson } from '../../tests/support/people';
import { city, openService } from '../../tests/support/service';
import type { Database } from '../_database/database';
import { sql } from '../_database/sql';
import { sealedPlaces } from '../_people/sealedPlaces';
import { createSealer, type KeyRing } from '../_runtime/sealing';
import { resealOldKeys } from './resealOldKeys';

const NOW = '2026-11-23T09:00:00+08:00';
const blind = randomBytes(32);
const [old, fresh] = [
  { id: 's1', key: randomBytes(32) },
  { id: 'sm4-2027', key: randomBytes(32) },
];
/** The three steps of a change of keys: everyone learns the new key, everyone seals with it, the old one goes. */
const rings: Record<'before' | 'during' | 'after', KeyRing> = {
  before: { sealing: [old, fresh], blind },
  during: { sealing: [fresh, old], blind },
  after: { sealing: [fresh], blind },
};

let database: Database;
beforeAll(async () => {
  database = await freshHangzhou();
});
afterAll(() => database.close());

it('knows every sealed column of the schema', async () => {
  const columns = await database.rows<{ name: string }>(sql`
    select table_name || '.' || column_name as name from information_schema.columns
    join information_schema.tables using (table_schema, table_name)
    where table_schema = 'public' and table_type = 'BASE TABLE'
      and (column_name = 'sealed' or column_name like '%!_sealed' escape '!') order by 1`);

  expect(columns.map(({ name }) => name)).toEqual(Object.keys(sealedPlaces).sort());
});

it('changes the key under people who book meanwhile, without a failed call, until nothing old is left', async () => {
  const before = await openService(database, NOW, { keys: rings.before });
  const during = await openService(database, NOW, { keys: rings.during });
  let serial = 3_000;
  const live = async (service: typeof before, name: string) => {
    serial += 1;
    const [person, day] = [aPerson(serial), serial % 2 === 0 ? '25' : '26'];
    const citizen = await service.citizen(name);
    const saved = await citizen.code('identity', 'savePerson', { person });
    const made = await citizen.code('reservations', 'make', {
      slot: `city.appointment.2026-11-${day}.1000`,
      people: [{ person, services: ['passport'] }],
      phone: '13812345678',
    });
    return [saved, made];
  };
  for (let index = 0; index < 6; index += 1) await live(before, `before-${index}`);

  const outcomes = await Promise.all([
    ...Array.from({ length: 6 }, (_, index) => live(before, `late-${index}`)),
    ...Array.from({ length: 6 }, (_, index) => live(during, `during-${index}`)),
    resealOldKeys(during.dependencies, city, new Date(NOW)).then(() => []),
  ]);
  // Instances with the former ring have sealed a little longer: a day later the timer looks again.
  const dayLater = new Date(Date.parse(NOW) + 25 * 3_600_000);
  await resealOldKeys(during.dependencies, city, dayLater);

  expect(outcomes.flat().filter((code) => code !== 'OK')).toEqual([]);
  for (const place of Object.values(sealedPlaces)) {
    expect(await database.rows(place.stale(city, fresh.id, 1))).toEqual([]);
  }
  const after = await openService(database, NOW, { keys: rings.after });
  for (const name of ['before-0', 'late-0', 'during-0']) {
    const citizen = await signInOnly(after, name);
    expect(citizen).toMatchObject({ ok: true, data: { people: [{ name: '王*明' }] } });
  }
});

it('changes nothing the second time, and leaves alone what somebody changed meanwhile', async () => {
  const service = await openService(database, NOW, { keys: rings.during });
  expect(await resealOldKeys(service.dependencies, city, new Date(NOW))).toBe(0);

  const place = sealedPlaces['person.sealed']!;
  const sealer = createSealer(rings.before);
  const [row] = await database.rows<{ id: string; sealed: string }>(
    sql`select id, sealed from person limit 1`,
  );
  await database.rows(
    place.reseal({ city, row: { ...row!, sealed: 'as it was' }, sealed: sealer.seal('x', 'y') }),
  );

  expect(await database.rows(sql`select sealed from person where id = ${row!.id}`)).toEqual([
    { sealed: row!.sealed },
  ]);
});

async function signInOnly(service: Awaited<ReturnType<typeof openService>>, name: string) {
  const citizen = await service.citizen(name);
  return service.call('identity', 'listPeople', {}, { token: citizen.token });
}
