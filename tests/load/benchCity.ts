import pg from 'pg';
import type { SlotKey } from '../../domain/availability/slotId';
import { addDays } from '../../domain/calendar/localDate';
import { consentVersions } from '../../domain/trust/consents';

export const city = '330100';
/** The day from which the city of the measurement has slots; far enough for all of them to be bookable. */
export const firstDay = '2026-12-01';
export const now = new Date('2026-11-30T09:00:00+08:00');
export const SLOTS_PER_DAY = 16;
const ACCOUNTS = 10_000;

/** What is measured on: halls, days and seats; accounts for the citizens. */
export interface BenchCity {
  readonly halls: number;
  readonly days: number;
  readonly seatsPerSlot: number;
  /** Reservations of earlier days, as every city has them. */
  readonly history: number;
}

export const hallCode = (index: number) => `hall-${index + 1}`;
export const startMinuteOf = (index: number) => 510 + 30 * index;

/** One of a thousand slots, over ten halls and ten days. */
export function slotOfThousand(number: number): SlotKey {
  return {
    hall: hallCode(number % 10),
    lane: 'appointment',
    date: addDays(firstDay, Math.floor(number / 10) % 10),
    startMinute: startMinuteOf(Math.floor(number / 100) % 10),
  };
}

export const accountId = (index: number) =>
  `019a0000-0000-7000-8000-${String(index % ACCOUNTS).padStart(12, '0')}`;

/** Runs statements on a connection of their own. */
export async function onServer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Fills a migrated database with the halls, slots and accounts that are measured on. */
export function seedBenchCity(url: string, { halls, days, seatsPerSlot, history }: BenchCity): Promise<void> {
  return onServer(url, async (client) => {
    const services = `array['passport','hkm-permit','tw-permit']`;
    await client.query(`
      insert into hall (city, hall, mode, longitude, latitude, facts)
        select '${city}', 'hall-' || number, 'dual-track', 120 + random() * 0.5, 30 + random() * 0.5,
          jsonb_build_object('name', jsonb_build_object('zh', '办证大厅 ' || number, 'en', 'Hall ' || number))
        from generate_series(1, ${halls}) as number;
      insert into lane (city, hall, lane, services, windows)
        select '${city}', 'hall-' || number, 'appointment', ${services}, 10 from generate_series(1, ${halls}) as number;
      insert into session (city, hall, lane, date, from_minute, to_minute, windows, slot_minutes, seats_per_slot,
          services, released_at)
        select '${city}', hall, 'appointment', date '${firstDay}' + day, 510, ${510 + 30 * SLOTS_PER_DAY}, 10, 30,
          ${seatsPerSlot}, ${services}, '2026-11-01'
        from hall, generate_series(0, ${days - 1}) as day where hall like 'hall-%';
      insert into slot (city, hall, lane, date, start_minute, end_minute, session_from_minute, starts_at,
          released_at, services, capacity)
        select city, hall, lane, date, 510 + 30 * slot, 540 + 30 * slot, from_minute,
          (date + make_interval(mins => 510 + 30 * slot)) at time zone 'Asia/Shanghai', released_at, services,
          seats_per_slot
        from session, generate_series(0, ${SLOTS_PER_DAY - 1}) as slot where hall like 'hall-%';
      insert into account (city, id, channel, subject, created_at)
        select '${city}', ('019a0000-0000-7000-8000-' || lpad(number::text, 12, '0'))::uuid, 'web', 'bench-' || number,
          '2026-11-01'
        from generate_series(0, ${ACCOUNTS - 1}) as number;`);
    await client.query(pastYear(halls, history));
    await client.query(agreed);
    await client.query(`insert into slot_version (city, hall, shard, version, shape)
      select distinct city, hall, 0, 1, 1 from slot on conflict do nothing`);
    await client.query('vacuum analyze');
  });
}

/** Every account agrees to what a booking collects. */
export const agreed = `
  insert into consent (city, account_id, purpose, version, granted_at)
  select city, id, 'booking', ${consentVersions.booking}, created_at from account on conflict do nothing`;

/** Every caller here has one address and books without end: the guards against just that are opened wide. */
export function openGuards(url: string): Promise<unknown> {
  return onServer(url, (client) =>
    client.query(`update booking_rule set value = 1000000 where city = '${city}' and (name like 'callsPerMinute%'
      or name in ('bookingsPerDayPerAccount', 'bookedPeoplePerAccount'))`),
  );
}

/** A year of visits that are over, spread over every hall, with their people and audit rows. */
function pastYear(halls: number, history: number): string {
  const hall = `'hall-' || (1 + number % ${halls})`;
  const day = `date '2025-11-01' + (number / ${halls}) % 365`;
  const past = `generate_series(1, ${history}) as number`;
  return `
    insert into session (city, hall, lane, date, from_minute, to_minute, windows, slot_minutes, seats_per_slot,
        services, released_at)
      select distinct '${city}', ${hall}, 'appointment', ${day}, 510, 540, 10, 30, 1000, array['passport'],
        timestamptz '2025-01-01' from ${past};
    insert into slot (city, hall, lane, date, start_minute, end_minute, session_from_minute, starts_at, released_at,
        services, capacity, booked)
      select city, hall, lane, date, 510, 540, 510, date + interval '510 minutes', released_at, services, 1000, 0
      from session where date < '2026-11-02';
    insert into reservation (city, id, account_id, code, status, hall, lane, date, start_minute, starts_at, seats,
        contact_sealed, idempotency_key, input_digest, created_at, updated_at)
      select '${city}', ('01900000-0000-7000-8000-' || lpad(number::text, 12, '0'))::uuid,
        ('019a0000-0000-7000-8000-' || lpad((number % ${ACCOUNTS})::text, 12, '0'))::uuid, 'PAST' || number,
        'completed', ${hall}, 'appointment', ${day}, 510, ${day} + interval '510 minutes', 1, '',
        'past-' || number, repeat('d', 43), ${day} - 7, ${day}
      from ${past};
    insert into applicant (city, reservation_id, position, service, document_blind, sealed, residence, live)
      select city, id, 0, 'passport', 'erased', '', 'in-province', false
      from reservation;
    insert into audit_entry (city, id, at, actor, action, subject, after, request_id)
      select city, id, created_at, 'citizen:' || account_id, 'reservations.make', 'reservation:' || id,
        '{"status":"booked"}', id::text
      from reservation;`;
}

/** A new copy of a seeded database, so that each measurement starts from the same tables. Gives its address. */
export async function copyDatabase(server: string, template: string, name: string): Promise<string> {
  await onServer(server, async (client) => {
    await client.query(`drop database if exists ${name} with (force)`);
    await client.query(`create database ${name} template ${template} strategy file_copy`);
    await client.query('checkpoint');
  });
  return addressOf(server, name);
}

export function addressOf(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.toString();
}

export async function bookedSeats(url: string): Promise<number> {
  const { rows } = await onServer(url, (client) =>
    client.query<{ sum: number }>(
      `select coalesce(sum(booked), 0)::integer as sum from slot where city = '${city}'`,
    ),
  );
  return rows[0]?.sum ?? 0;
}
