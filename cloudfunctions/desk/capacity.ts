import type { DeskSession, desk } from '../../contract/desk';
import { formatSlotId } from '../../domain/availability/slotId';
import { formatMinute } from '../../domain/calendar/hallTime';
import type { Lane } from '../../domain/lane';
import { accept } from '../../domain/outcome';
import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';
import type { HallDay } from '../_queue/hallDay';
import type { Handler } from '../_runtime/serve';
import { earlyClosing, regularHours } from './closing';

export const capacity: Handler<typeof desk.capacity> = async (
  { database },
  { hall, lane, date },
  { city },
) => {
  const day = { city, hall, date };
  const [sessions, hours, closes] = await Promise.all([
    showSessions(database, day, lane),
    regularHours(database, day),
    earlyClosing(database, day),
  ]);
  return accept({
    sessions,
    hours: hours.map(({ from, to }) => ({ from: formatMinute(from), to: formatMinute(to) })),
    ...(closes === null ? {} : { closesAt: formatMinute(closes) }),
  });
};

interface SlotRow {
  readonly from_minute: number;
  readonly to_minute: number;
  readonly windows: number;
  readonly seats_per_slot: number;
  readonly session_released_at: Date;
  readonly start_minute: number;
  readonly end_minute: number;
  readonly capacity: number;
  readonly booked: number;
  readonly held_back: number;
  readonly wanted_seats: number | null;
}

/** The sessions of a lane on a day with all their slots. */
export async function showSessions(
  database: Queryable,
  { city, hall, date }: HallDay,
  lane: Lane,
): Promise<DeskSession[]> {
  const rows = await database.rows<SlotRow>(sql`
    select session.from_minute, session.to_minute, session.windows, session.seats_per_slot, session.released_at as session_released_at,
      slot.start_minute, slot.end_minute,
      slot.capacity, slot.booked, slot.held_back, slot.wanted_seats
    from session join slot on slot.city = ${city} and slot.hall = session.hall and slot.lane = session.lane
      and slot.date = session.date and slot.session_from_minute = session.from_minute
    where session.city = ${city} and session.hall = ${hall} and session.lane = ${lane} and session.date = ${date}
    order by session.from_minute, slot.start_minute`);
  const starts = [...new Set(rows.map(({ from_minute }) => from_minute))];
  return starts.flatMap((from) => {
    const mine = rows.filter(({ from_minute }) => from_minute === from);
    const [first] = mine;
    if (first === undefined) return [];
    return [
      {
        from: formatMinute(from),
        to: formatMinute(first.to_minute),
        windows: first.windows,
        seatsPerSlot: first.seats_per_slot,
        releasedAt: first.session_released_at.toISOString(),
        slots: mine.map((row) => ({
          slot: formatSlotId({ hall, lane, date, startMinute: row.start_minute }),
          start: formatMinute(row.start_minute),
          end: formatMinute(row.end_minute),
          capacity: row.capacity,
          booked: row.booked,
          heldBack: row.held_back,
          ...(row.wanted_seats === null ? {} : { wanted: row.wanted_seats }),
        })),
      },
    ];
  });
}
