import type { SlotKey } from '../../../domain/availability/slotId';
import type { LocalDate } from '../../../domain/calendar/localDate';
import type { Lane } from '../../../domain/lane';
import type { Queryable } from '../../_database/database';
import { countSlotChange } from '../../_database/slotVersions';
import { sql } from '../../_database/sql';

/** Slots of these days with seats that are held back for the noon release; freed seats have their own moment. */
export async function findHeldBack(
  database: Queryable,
  city: string,
  from: LocalDate,
  to: LocalDate,
): Promise<SlotKey[]> {
  const rows = await database.rows<{ hall: string; lane: Lane; date: string; start_minute: number }>(sql`
    select hall, lane, date, start_minute from slot
    where city = ${city} and date between ${from} and ${to} and held_back > 0
      and held_back > (select coalesce(sum(seats), 0) from cooling_seat cooling
        where cooling.city = ${city} and cooling.hall = slot.hall and cooling.lane = slot.lane
          and cooling.date = slot.date and cooling.start_minute = slot.start_minute)
    order by hall, lane, date, start_minute`);
  return rows.map(({ start_minute: startMinute, ...key }) => ({ ...key, startMinute }));
}

/** Opens what is still held back of these slots, locked in key order; the seats of each that had any. */
export async function openHeldBack(
  transaction: Queryable,
  city: string,
  slots: readonly SlotKey[],
): Promise<number[]> {
  const rows = await transaction.rows<{ seats: number }>(sql`
    with due as (
      select slot.hall, slot.lane, slot.date, slot.start_minute, slot.held_back,
        (select coalesce(sum(seats), 0)::integer from cooling_seat cooling
          where cooling.city = ${city} and cooling.hall = slot.hall and cooling.lane = slot.lane
            and cooling.date = slot.date and cooling.start_minute = slot.start_minute) as cooling
      from slot
      join json_to_recordset(${JSON.stringify(slots)}::json)
        as wanted(hall text, lane text, date date, "startMinute" integer)
        on slot.hall = wanted.hall and slot.lane = wanted.lane and slot.date = wanted.date
        and slot.start_minute = wanted."startMinute"
      where slot.city = ${city} and slot.held_back > 0
      order by slot.hall, slot.lane, slot.date, slot.start_minute
      for no key update of slot
    )
    update slot set held_back = due.cooling from due
    where slot.city = ${city} and due.held_back > due.cooling and slot.hall = due.hall and slot.lane = due.lane and slot.date = due.date
      and slot.start_minute = due.start_minute
    returning due.held_back - due.cooling as seats`);
  await countSlotChange(
    transaction,
    city,
    slots.map(({ hall }) => hall),
  );
  return rows.map(({ seats }) => seats);
}
