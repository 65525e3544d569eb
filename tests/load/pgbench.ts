import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Cluster } from '../../scripts/postgres.mjs';
import { city, firstDay } from './benchCity';

export type Reach = 'thousand' | 'one';

// What a service without gathering would run at its best: one prepared statement that takes the seat and writes the
// same rows as ours, with ids that grow, so that it pays for the same indexes and the same log.
const bookingStatement = `
with taken as (
  update slot set booked = booked + 1
  where city = '${city}' and hall = 'hall-' || :hall and lane = 'appointment' and date = date '${firstDay}' + :day ::integer
    and start_minute = :minute ::integer and released_at <= now() + interval '1 year'
    and booked + held_back + 1 <= capacity and 'passport' = any(services)
  returning hall, lane, date, start_minute, starts_at
), made as (
  insert into reservation (city, id, account_id, code, status, hall, lane, date, start_minute, starts_at, seats,
    contact_sealed, idempotency_key, input_digest, created_at, updated_at)
  select '${city}', growing_id(), ('019a0000-0000-7000-8000-' || lpad(:account ::text, 12, '0'))::uuid, upper(to_hex(:code ::bigint)),
    'booked', hall, lane, date, start_minute, starts_at, 1, repeat('c', 90), gen_random_uuid()::text,
    repeat('d', 43), now(), now()
  from taken
  returning id, account_id
), applied as (
  insert into applicant (city, reservation_id, position, service, document_blind, sealed, residence, live)
  select '${city}', id, 0, 'passport', 'blind-blind-blind-blind-blind' || to_hex(:code ::bigint), repeat('s', 230), 'in-province', true from made
)
insert into audit_entry (city, id, at, actor, action, subject, after, request_id)
select '${city}', growing_id(), now(), 'citizen:' || account_id, 'reservations.make', 'reservation:' || id,
  jsonb_build_object('status', 'booked', 'seats', 1), gen_random_uuid()::text
from made;
`;

const lockingTransaction = `
begin;
select capacity - held_back - booked as open from slot where city = '${city}' and hall = 'hall-' || :hall
  and lane = 'appointment' and date = date '${firstDay}' + :day ::integer and start_minute = :minute ::integer for update;
${bookingStatement}
end;
`;

const seatRowStatement = bookingStatement.replace(
  /update slot set booked[\s\S]+?returning hall, lane, date, start_minute, starts_at/,
  `update seat set taken = true
  from (select number from seat where city = '${city}' and hall = 'hall-' || :hall and lane = 'appointment'
      and date = date '${firstDay}' + :day ::integer and start_minute = :minute ::integer and not taken
    limit 1 for update skip locked) free
  where seat.city = '${city}' and seat.hall = 'hall-' || :hall and seat.lane = 'appointment'
    and seat.date = date '${firstDay}' + :day ::integer and seat.start_minute = :minute ::integer and seat.number = free.number
  returning seat.hall, seat.lane, seat.date, seat.start_minute, seat.date::timestamptz as starts_at`,
);

const draws = (reach: Reach) => `
\\set slot ${reach === 'one' ? '0' : 'random(0, 999)'}
\\set hall :slot % 10 + 1
\\set day (:slot / 10) % 10
\\set minute 510 + 30 * ((:slot / 100) % 10)
\\set account random(0, 9999)
\\set code random(1000000000000, 9000000000000000)
`;

export const ways = {
  statement: { script: bookingStatement, arguments: [] },
  locking: { script: lockingTransaction, arguments: [] },
  serializable: {
    script: `begin isolation level serializable;\n${bookingStatement}\nend;`,
    arguments: ['--max-tries=0'],
  },
  seatRows: { script: seatRowStatement, arguments: [] },
} as const;

/** What `growing_id()` and the table of single seats need. */
export const pgbenchSchema = `
  create function growing_id() returns uuid language sql volatile as $$
    select (lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') || '7'
      || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid $$;
  create table seat (city text, hall text, lane text, date date, start_minute integer, number integer,
    taken boolean not null default false, primary key (city, hall, lane, date, start_minute, number));
  create index free_seats on seat (city, hall, lane, date, start_minute) where not taken;`;

/** A row for each seat of the thousand slots: enough for the hot one to last. */
export const singleSeats = `
  insert into seat (city, hall, lane, date, start_minute, number)
  select city, hall, lane, date, start_minute, number
  from slot, generate_series(1, case when hall = 'hall-1' and date = '${firstDay}' and start_minute = 510
    then 60000 else 120 end) as number
  where hall = any(array(select 'hall-' || generate_series(1, 10))) and date between '${firstDay}'
    and date '${firstDay}' + 9 and start_minute < 810;
  analyze seat;`;

export interface Load {
  readonly way: keyof typeof ways;
  readonly reach: Reach;
  readonly clients: number;
  readonly seconds: number;
}

/** Bookings per second that pgbench makes one at a time, its statements prepared. */
export function measurePgbench(
  cluster: Cluster,
  { way, reach, clients, seconds, database }: Load & { readonly database: string },
): number {
  const script = path.join(cluster.folder, `${way}-${reach}.sql`);
  writeFileSync(script, draws(reach) + ways[way].script);
  const output = cluster.execute('pgbench', [
    ...['-n', '-M', 'prepared', '-c', String(clients), '-j', '1', '-T', String(seconds), '-f', script],
    ...['-h', '127.0.0.1', '-p', String(cluster.port), '-U', 'postgres', ...ways[way].arguments, database],
  ]);
  const failed = /number of failed transactions: (\d+)/.exec(output)?.[1] ?? '0';
  const rate = /tps = ([\d.]+)/.exec(output)?.[1];
  if (rate === undefined || failed !== '0') throw new Error(`pgbench did not finish its work:\n${output}`);
  return Number(rate);
}
