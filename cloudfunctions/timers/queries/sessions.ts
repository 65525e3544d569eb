import type { Lane } from '../../../domain/lane';
import type { Service } from '../../../domain/service';
import type { Queryable } from '../../_database/database';
import { countSlotChange } from '../../_database/slotVersions';
import { sql } from '../../_database/sql';

/** A line of the weekly timetable. */
export interface TemplateRow {
  readonly hall: string;
  readonly lane: Lane;
  readonly weekday: number;
  readonly from_minute: number;
  readonly to_minute: number;
  readonly windows: number;
  readonly slot_minutes: number;
  readonly seats_per_slot: number;
  readonly services: Service[];
}

export interface NewSession extends TemplateRow {
  readonly date: string;
  readonly releasedAt: Date;
}

export interface NewSlot {
  readonly hall: string;
  readonly lane: Lane;
  readonly date: string;
  readonly startMinute: number;
  readonly endMinute: number;
  readonly sessionFromMinute: number;
  readonly startsAt: Date;
  readonly releasedAt: Date;
  readonly services: readonly Service[];
  readonly capacity: number;
  readonly heldBack: number;
}

export function listTemplates(database: Queryable, city: string): Promise<TemplateRow[]> {
  return database.rows<TemplateRow>(sql`
    select hall, lane, weekday, from_minute, to_minute, windows, slot_minutes, seats_per_slot, services
    from session_template where city = ${city} order by hall, lane, weekday, from_minute`);
}

/** Inserts what is not there yet, closed where the hall closes early that day; gives the number of new slots. */
export async function insertSessions(
  transaction: Queryable,
  city: string,
  sessions: readonly NewSession[],
  slots: readonly NewSlot[],
): Promise<number> {
  await transaction.rows(sql`
    insert into session (city, hall, lane, date, from_minute, to_minute, windows, slot_minutes, seats_per_slot,
      services, released_at)
    select ${city}, hall, lane, date, from_minute, to_minute, windows, slot_minutes, seats_per_slot, services, "releasedAt"
    from json_to_recordset(${JSON.stringify(sessions)}::json) as session(hall text, lane text, date date,
      from_minute integer, to_minute integer, windows integer, slot_minutes integer, seats_per_slot integer,
      services text[], "releasedAt" timestamptz)
    order by hall, lane, date, from_minute
    on conflict do nothing`);
  const opened = await transaction.rows<{ hall: string }>(sql`
    insert into slot (city, hall, lane, date, start_minute, end_minute, session_from_minute, starts_at, released_at,
      services, capacity, held_back, seats_when_open, held_back_when_open)
    select ${city}, slot.hall, lane, slot.date, "startMinute", "endMinute", "sessionFromMinute", "startsAt",
      "releasedAt", services,
      case when closes_minute < "endMinute" then 0 else capacity end,
      case when closes_minute < "endMinute" then 0 else "heldBack" end,
      case when closes_minute < "endMinute" then capacity end,
      case when closes_minute < "endMinute" then "heldBack" end
    from json_to_recordset(${JSON.stringify(slots)}::json) as slot(hall text, lane text, date date,
      "startMinute" integer, "endMinute" integer, "sessionFromMinute" integer, "startsAt" timestamptz,
      "releasedAt" timestamptz, services text[], capacity integer, "heldBack" integer)
    left join hall_day on hall_day.city = ${city} and hall_day.hall = slot.hall and hall_day.date = slot.date
    order by slot.hall, lane, slot.date, "startMinute"
    on conflict do nothing
    returning hall`);
  await countSlotChange(
    transaction,
    city,
    opened.map(({ hall }) => hall),
  );
  return opened.length;
}
