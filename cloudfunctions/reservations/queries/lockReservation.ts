import { formatSlotId, type SlotKey } from '../../../domain/availability/slotId';
import type { Lane } from '../../../domain/lane';
import type { ReservationStatus } from '../../../domain/reservation/reservationStatus';
import type { Service } from '../../../domain/service';
import type { Queryable } from '../../_database/database';
import { sql } from '../../_database/sql';

export interface LockedReservation {
  readonly id: string;
  readonly status: ReservationStatus;
  readonly slot: SlotKey;
  readonly seats: number;
  readonly startsAt: Date;
  readonly services: readonly Service[];
  readonly declaredStudents: boolean;
  readonly applicants: readonly { readonly position: number; readonly sealed: string }[];
}

export interface LockedSlot {
  readonly key: SlotKey;
  readonly startsAt: Date;
  readonly releasedAt: Date;
  readonly services: readonly Service[];
  readonly capacity: number;
  readonly booked: number;
  readonly heldBack: number;
}

interface ReservationRow {
  id: string;
  status: ReservationStatus;
  hall: string;
  lane: Lane;
  date: string;
  start_minute: number;
  seats: number;
  starts_at: Date;
  declared_students: boolean;
  services: Service[];
  applicants: { position: number; sealed: string }[];
}

/**
 * Locks a reservation of this account with its slot and, when it moves, the slot that it moves to. Slots come
 * first and in key order, as in the booking statement, so that nobody waits in a circle. Undefined when it is
 * not theirs; `moved` when someone else changed its slot meanwhile.
 */
export async function lockReservation(
  transaction: Queryable,
  city: string,
  accountId: string,
  id: string,
  target?: SlotKey,
): Promise<{ reservation: LockedReservation; slots: LockedSlot[] } | 'moved' | undefined> {
  const before = await readReservation(transaction, city, accountId, id, false);
  if (before === undefined) return undefined;
  const slots = await lockSlots(
    transaction,
    city,
    target === undefined ? [before.slot] : [before.slot, target],
  );
  const reservation = await readReservation(transaction, city, accountId, id, true);
  if (reservation === undefined) return undefined;
  return formatSlotId(reservation.slot) === formatSlotId(before.slot) ? { reservation, slots } : 'moved';
}

async function readReservation(
  transaction: Queryable,
  city: string,
  accountId: string,
  id: string,
  lock: boolean,
): Promise<LockedReservation | undefined> {
  if (lock) {
    await transaction.rows(sql`
      select 1 from reservation where city = ${city} and account_id = ${accountId} and id = ${id} for no key update`);
  }
  const [row] = await transaction.rows<ReservationRow>(sql`
    select id, status, hall, lane, date, start_minute, seats, starts_at, declared_students,
      array(select distinct service from applicant
        where applicant.city = ${city} and applicant.reservation_id = reservation.id) as services,
      (select json_agg(json_build_object('position', position, 'sealed', sealed)) from applicant
        where applicant.city = ${city} and applicant.reservation_id = reservation.id) as applicants
    from reservation where city = ${city} and account_id = ${accountId} and id = ${id}`);
  if (row === undefined) return undefined;
  const { hall, lane, date, start_minute: startMinute, starts_at: startsAt, ...others } = row;
  const { declared_students: declaredStudents, ...rest } = others;
  return { ...rest, slot: { hall, lane, date, startMinute }, startsAt, declaredStudents };
}

interface SlotRow {
  hall: string;
  lane: Lane;
  date: string;
  start_minute: number;
  starts_at: Date;
  released_at: Date;
  services: Service[];
  capacity: number;
  booked: number;
  held_back: number;
}

async function lockSlots(
  transaction: Queryable,
  city: string,
  keys: readonly SlotKey[],
): Promise<LockedSlot[]> {
  const rows = await transaction.rows<SlotRow>(sql`
    select slot.hall, slot.lane, slot.date, slot.start_minute, slot.starts_at, slot.released_at, slot.services,
      slot.capacity, slot.booked, slot.held_back
    from slot
    join unnest(${keys.map(({ hall }) => hall)}::text[], ${keys.map(({ lane }) => lane)}::text[],
      ${keys.map(({ date }) => date)}::date[], ${keys.map(({ startMinute }) => startMinute)}::integer[]
    ) as wanted(hall, lane, date, start_minute)
      on slot.hall = wanted.hall and slot.lane = wanted.lane and slot.date = wanted.date
      and slot.start_minute = wanted.start_minute
    where slot.city = ${city}
    order by slot.hall, slot.lane, slot.date, slot.start_minute
    for no key update of slot`);
  return rows.map((row) => ({
    key: { hall: row.hall, lane: row.lane, date: row.date, startMinute: row.start_minute },
    startsAt: row.starts_at,
    releasedAt: row.released_at,
    services: row.services,
    capacity: row.capacity,
    booked: row.booked,
    heldBack: row.held_back,
  }));
}
