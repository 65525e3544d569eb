import type { SlotKey } from '../../../domain/availability/slotId';
import { toHallTime } from '../../../domain/calendar/hallTime';
import type { Lane } from '../../../domain/lane';
import type { Queryable } from '../../_database/database';
import { sql } from '../../_database/sql';
import type { Moment } from '../moment';

interface Row {
  readonly hall: string;
  readonly lane: Lane;
  readonly date: string;
  readonly start_minute: number;
}

/** Slots with open seats that someone waits for, or that the place `entryId` does; soonest first. */
export async function findOpenSlots(
  database: Queryable,
  { city, now }: Moment,
  entryId?: string,
): Promise<SlotKey[]> {
  const rows = await database.rows<Row>(sql`
    select hall, lane, date, start_minute from slot
    where city = ${city} and date > ${toHallTime(now).date} and released_at <= ${now}
      and capacity - held_back - booked > 0
      and exists (
        select 1 from waitlist_entry entry
        where entry.city = ${city} and entry.status = 'waiting' and entry.id = coalesce(${entryId ?? null}::uuid, entry.id)
          and entry.lane = slot.lane and slot.hall = any(entry.halls)
          and slot.date between entry.from_date and entry.to_date
          and slot.start_minute between entry.earliest_minute and entry.latest_minute
          and entry.services <@ slot.services and entry.seats <= slot.capacity - slot.held_back - slot.booked)
    order by date, start_minute, hall`);
  return rows.map(toKey);
}

/** Those of the given slots that someone waits for. */
export async function findWantedSlots(
  database: Queryable,
  { city }: Pick<Moment, 'city'>,
  slots: readonly SlotKey[],
): Promise<SlotKey[]> {
  const rows = await database.rows<Row>(sql`
    select wanted.hall, wanted.lane, wanted.date, wanted.start_minute
    from json_to_recordset(${JSON.stringify(slots)}::json) as given(hall text, lane text, date date, "startMinute" integer)
    cross join lateral (select hall, lane, date, "startMinute" as start_minute) wanted
    where exists (
      select 1 from waitlist_entry entry
      where entry.city = ${city} and entry.status = 'waiting' and entry.lane = wanted.lane
        and wanted.hall = any(entry.halls) and wanted.date between entry.from_date and entry.to_date
        and wanted.start_minute between entry.earliest_minute and entry.latest_minute)
    order by wanted.date, wanted.start_minute, wanted.hall`);
  return rows.map(toKey);
}

function toKey({ hall, lane, date, start_minute: startMinute }: Row): SlotKey {
  return { hall, lane, date, startMinute };
}
