import { toHallTime } from '../../domain/calendar/hallTime';
import { afterMove } from '../../domain/queue/ticketStatus';
import { audit } from '../_database/audit';
import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';
import { type HallDay, lockHallDay } from '../_queue/hallDay';
import { leftWindows } from '../_queue/windowsNow';
import { newId } from '../_runtime/ids';
import type { Timer } from './timer';

/** A window that is left ends after this many times the bound at which it is no longer counted. */
const PATIENCE = 2;

/**
 * Ends windows that their clerks have left. Whom one had called waits again in their old place; whoever sits at it and
 * is served stays: a colleague takes the window over. Gives how many it ended.
 */
export const endLeftWindows: Timer = async ({ database }, city, now) => {
  const date = toHallTime(now).date;
  const halls = await database.rows<{ hall: string }>(sql`
    select distinct hall from desk_window where city = ${city} and date = ${date} and open order by hall`);
  let ended = 0;
  for (const { hall } of halls) {
    ended += await database.transaction((transaction) => endAtHall(transaction, { city, hall, date }, now));
  }
  return ended;
};

async function endAtHall(transaction: Queryable, day: HallDay, now: Date): Promise<number> {
  await lockHallDay(transaction, day);
  let ended = 0;
  for (const window of await leftWindows(transaction, day, now, PATIENCE)) {
    if (await endWindow(transaction, day, window, now)) ended += 1;
  }
  return ended;
}

async function endWindow(
  transaction: Queryable,
  { city, hall, date }: HallDay,
  window: number,
  now: Date,
): Promise<boolean> {
  const [busy] = await transaction.rows<{ id: string; status: 'called' | 'serving' }>(sql`
    select id, status from ticket where city = ${city} and hall = ${hall} and date = ${date}
      and window_number = ${window} and status in ('called', 'serving') for no key update`);
  if (busy?.status === 'serving') return false;
  if (busy !== undefined) {
    await transaction.rows(sql`
      update ticket set status = ${afterMove('called', 'transfer')}, for_window = null, window_number = null,
        call_sequence = null, call_reason = null, call_lanes = null, called_at = null, recalls = 0,
        undo = null, undo_by = null, undo_at = null
      where city = ${city} and id = ${busy.id}`);
    await record(transaction, city, `ticket:${busy.id}`, { status: 'called' }, { status: 'waiting' }, now);
  }
  await transaction.rows(sql`
    update ticket set for_window = null where city = ${city} and hall = ${hall} and date = ${date}
      and status = 'waiting' and for_window = ${window}`);
  await transaction.rows(sql`
    update desk_window set open = false, updated_at = ${now}
    where city = ${city} and hall = ${hall} and date = ${date} and window_number = ${window}`);
  await record(transaction, city, `window:${hall}/${date}/${window}`, { open: true }, { open: false }, now);
  return true;
}

function record(
  transaction: Queryable,
  city: string,
  subject: string,
  before: { readonly status?: string; readonly open?: boolean },
  after: { readonly status?: string; readonly open?: boolean },
  now: Date,
): Promise<void> {
  const action = 'timers.endLeftWindows';
  return audit(transaction, {
    city,
    at: now,
    actor: 'system',
    action,
    subject,
    before,
    after,
    requestId: newId(),
  });
}
