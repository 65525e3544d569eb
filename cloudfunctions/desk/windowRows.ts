import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';
import type { HallDay } from '../_queue/hallDay';
import type { WindowRow } from '../_queue/windowsNow';

/** One window of a day, open or closed; undefined when nobody sat there yet. */
export async function findWindow(
  database: Queryable,
  { city, hall, date }: HallDay,
  windowNumber: number,
): Promise<WindowRow | undefined> {
  const [row] = await database.rows<WindowRow>(sql`
    select window_number, lanes, opened_by, open, active_at from desk_window
    where city = ${city} and hall = ${hall} and date = ${date} and window_number = ${windowNumber}`);
  return row;
}

export async function saveWindow(
  transaction: Queryable,
  { city, hall, date }: HallDay,
  { window_number, lanes, opened_by, open }: Omit<WindowRow, 'active_at'>,
  now: Date,
): Promise<void> {
  await transaction.rows(sql`
    insert into desk_window (city, hall, date, window_number, lanes, opened_by, open, active_at, updated_at)
    values (${city}, ${hall}, ${date}, ${window_number}, ${lanes}::text[], ${opened_by}, ${open}, ${now}, ${now})
    on conflict (city, hall, date, window_number) do update set lanes = excluded.lanes,
      opened_by = excluded.opened_by, open = excluded.open,
      active_at = excluded.active_at, updated_at = excluded.updated_at`);
}
