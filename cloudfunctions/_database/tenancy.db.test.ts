import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { freshHangzhou, migrationsFolder } from '../../tests/support/freshDatabase';
import { aPerson } from '../../tests/support/people';
import { recordStatements } from '../../tests/support/recordedStatements';
import { openService } from '../../tests/support/service';
import type { Database } from './database';
import { sql } from './sql';

// What makes the schema distribute on Citus as it is: the city is the tenant, and all of its rows live together.

const MONDAY_NINE = '2026-11-23T09:00:00+08:00';
const deployment = path.resolve(__dirname, '../../docs/deployment.md');

/** Tables that say the same to every city, and which cities there are: Citus keeps a copy of them on every node. */
const references = ['city', 'service_facts', 'calendar_day', 'calendar_coverage', 'schema_migration'];

let database: Database;
let tables: string[];

beforeAll(async () => {
  database = await freshHangzhou();
  const rows = await database.rows<{ name: string }>(sql`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`);
  tables = rows.map(({ name }) => name).filter((name) => !references.includes(name));
}, 60_000);
afterAll(() => database.close());

it('begins every primary key, unique index and foreign key with the city', async () => {
  const keys = await database.rows<{ table: string; name: string; first: string; other: string | null }>(sql`
    select own.relname as table, coalesce(conname, key.relname) as name, mine.attname as first, theirs.attname as other
    from (
      select indrelid as relation, indexrelid as index, indkey[0] as first, null::oid as target, null::smallint as target_first
      from pg_index where indisunique
      union all
      select conrelid, null, conkey[1], confrelid, confkey[1] from pg_constraint where contype = 'f'
    ) keyed
    join pg_class own on own.oid = keyed.relation and own.relnamespace = 'public'::regnamespace
    left join pg_class key on key.oid = keyed.index
    left join pg_constraint on conindid = keyed.index and contype in ('p', 'u') and conrelid = keyed.relation
    join pg_attribute mine on mine.attrelid = keyed.relation and mine.attnum = keyed.first
    left join pg_attribute theirs on theirs.attrelid = keyed.target and theirs.attnum = keyed.target_first`);
  const others = keys.filter(
    ({ table, first, other }) => tables.includes(table) && (first !== 'city' || (other ?? 'city') !== 'city'),
  );

  expect(keys.length).toBeGreaterThan(tables.length);
  expect(others).toEqual([]);
});

it('gives every table of a city its city, and a primary key', async () => {
  const keyed = await database.rows<{ name: string }>(sql`
    select relname as name from pg_constraint join pg_class on pg_class.oid = conrelid
    join pg_attribute on attrelid = conrelid and attname = 'city' and attnotnull
    where contype = 'p' and relnamespace = 'public'::regnamespace order by 1`);

  expect(keyed.map(({ name }) => name).filter((name) => tables.includes(name))).toEqual(tables);
});

it('lists every table in the calls that distribute them', () => {
  const text = readFileSync(deployment, 'utf8');
  const called = (call: string) =>
    [...text.matchAll(new RegExp(`${call}\\('(\\w+)'`, 'g'))].map(([, name]) => name);

  expect(called('create_distributed_table').sort()).toEqual(tables);
  expect(called('create_reference_table').sort()).toEqual([...references].sort());
});

it('filters by the city in every statement of searching, booking, moving and cancelling', async () => {
  const { database: recorded, statements } = recordStatements(database);
  const service = await openService(recorded, MONDAY_NINE);
  statements.clear();
  const citizen = await service.citizen('tenant');
  const span = { service: 'passport', from: '2026-11-24', to: '2026-11-27' };
  await citizen.get('slots', 'search', span);
  await citizen.get('slots', 'earliest', { service: 'passport' });
  const booking = {
    slot: 'city.appointment.2026-11-25.0900',
    people: [{ person: aPerson(1), services: ['passport'] }],
    phone: '13812345678',
  };
  const { reservation } = await citizen.get<{ reservation: { id: string } }>('reservations', 'make', booking);
  await citizen.get('reservations', 'get', { reservation: reservation.id });
  await citizen.get('reservations', 'listMine', {});
  const slot = 'city.appointment.2026-11-26.0900';
  await citizen.get('reservations', 'reschedule', { reservation: reservation.id, slot });
  await citizen.get('reservations', 'cancel', { reservation: reservation.id });

  const loose = [...statements].filter((text) => looseTables(text).length > 0);
  expect(statements.size).toBeGreaterThan(15);
  expect(loose).toEqual([]);
});

it('would notice a statement without its city: this suite can fail', () => {
  expect(looseTables('select 1 from slot where hall = $1')).toEqual(['slot']);
  expect(looseTables('select 1 from slot join hall on hall.hall = slot.hall where slot.city = $1')).toEqual([
    'hall',
  ]);
  expect(looseTables('insert into slot (hall) values ($1)')).toEqual(['slot']);
  expect(looseTables('select 1 from slot where city = $1')).toEqual([]);
});

it('has no trigger but those that keep the audit append-only, for which the calls prepare Citus', () => {
  const files = readdirSync(migrationsFolder).map((name) =>
    readFileSync(path.join(migrationsFolder, name), 'utf8'),
  );
  const triggers = [...files.join('\n').matchAll(/create (?:or replace )?trigger (\w+)/gi)].map(
    ([, name]) => name,
  );

  expect(triggers.sort()).toEqual([
    'audit_is_append_only',
    'audit_is_never_emptied',
    'audit_links_are_append_only',
  ]);
  expect(readFileSync(deployment, 'utf8')).toContain('citus.enable_unsafe_triggers');
});

/** The city's tables in a statement that nothing ties to one city. */
function looseTables(text: string): string[] {
  const used = [
    ...text.matchAll(
      /\b(from|join|update|into)\s+(\w+)(?:\s+(?:as\s+)?(?!on\b|where\b|set\b|cross\b|join\b|left\b|order\b)(\w+))?/gi,
    ),
  ];
  const mine = used.filter(([, , table = '']) => tables.includes(table));
  const inserts = mine.filter(([, verb]) => verb?.toLowerCase() === 'into');
  const looseInserts = inserts.filter(
    ([, , table]) => !new RegExp(`into\\s+${table}\\s*\\(\\s*city\\b`, 'i').test(text),
  );
  const reads = mine.filter(([, verb]) => verb?.toLowerCase() !== 'into');
  const looseReads = reads.filter(([, , table, alias]) => {
    const names = [table, alias].filter((name) => name !== undefined).join('|');
    const tied = new RegExp(`\\b(?:${names})\\.city\\s*=\\s*\\$\\d+|(?<![.\\w])city\\s*=\\s*\\$\\d+`, 'i');
    return !tied.test(text);
  });
  return [...looseInserts, ...looseReads].map(([, , table = '']) => table);
}
