import type { desk } from '../../contract/desk';
import { toHallTime } from '../../domain/calendar/hallTime';
import { lanes as allLanes, type Lane } from '../../domain/lane';
import { accept, refuse } from '../../domain/outcome';
import { formatTicketNumber } from '../../domain/queue/ticketNumber';
import { sql } from '../_database/sql';
import { type HallDay, lockHallDay } from '../_queue/hallDay';
import { listLiveTickets } from '../_queue/ticketRows';
import type { Change, Handler, Write } from '../_runtime/serve';
import { showTickets } from './showEntry';
import { findWindow, listOpenWindows, saveWindow, type WindowRow } from './windowRows';

export const windows: Handler<typeof desk.windows> = async (dependencies, { hall }, context) => {
  const { city, now, accountId } = context;
  const day = { city, hall, date: toHallTime(now).date };
  const [open, live] = await Promise.all([
    listOpenWindows(dependencies.database, day),
    listLiveTickets(dependencies.database, day),
  ]);
  const atWindows = live.filter(({ status }) => status !== 'waiting');
  const entries = await showTickets(dependencies, context, atWindows);
  return accept({
    windows: open.map(({ window_number, lanes, opened_by }) => {
      const entry = entries.find(({ window }) => window === window_number);
      const mine = opened_by === accountId;
      return { window: window_number, lanes, mine, ...(entry === undefined ? {} : { entry }) };
    }),
    waiting: live.length - atWindows.length,
    asOf: now.toISOString(),
  });
};

/** Sitting down where one sits already changes the lanes; where a colleague sits it is refused. */
export const openWindow: Write<typeof desk.openWindow> = async ({ database }, input, change) => {
  const { city, now, accountId } = change;
  const day = { city, hall: input.hall, date: toHallTime(now).date };
  const lanes = input.lanes ?? [...allLanes];
  await lockHallDay(database, day);
  const before = await findWindow(database, day, input.window);
  if (before?.open === true && before.opened_by !== accountId) {
    return refuse('WINDOW_TAKEN', { window: input.window });
  }
  const after = { window_number: input.window, lanes, opened_by: accountId, open: true };
  await saveWindow(database, day, after, now);
  await auditWindow(day, before, after, change);
  return accept({ window: { window: input.window, lanes, mine: true } });
};

/** Those who were sent on to this window may be called anywhere again: nobody is lost. */
export const closeWindow: Write<typeof desk.closeWindow> = async (
  { database },
  { hall, window: windowNumber },
  change,
) => {
  const { city, now, accountId, caller } = change;
  const day = { city, hall, date: toHallTime(now).date };
  await lockHallDay(database, day);
  const before = await findWindow(database, day, windowNumber);
  if (before === undefined || !before.open) return accept({ closed: true as const });
  const leads = caller.kind === 'staff' && caller.staff.role !== 'clerk';
  if (before.opened_by !== accountId && !leads) return refuse('WINDOW_TAKEN', { window: windowNumber });
  const [busy] = await database.rows<{ drawn_lane: Lane; number: number }>(sql`
    select drawn_lane, number from ticket where city = ${city} and hall = ${day.hall} and date = ${day.date}
      and window_number = ${windowNumber} and status in ('called', 'serving')`);
  if (busy !== undefined) {
    return refuse('WINDOW_BUSY', { number: formatTicketNumber(busy.drawn_lane, busy.number) });
  }
  const after = { ...before, open: false };
  await saveWindow(database, day, after, now);
  await database.rows(sql`
    update ticket set for_window = null where city = ${city} and hall = ${day.hall} and date = ${day.date}
      and status = 'waiting' and for_window = ${windowNumber}`);
  await auditWindow(day, before, after, change);
  return accept({ closed: true as const });
};

function auditWindow(
  { hall, date }: HallDay,
  before: WindowRow | undefined,
  after: WindowRow,
  change: Change,
): Promise<void> {
  const facts = ({ open, lanes }: WindowRow) => ({ open, lanes: lanes.join(',') });
  return change.audit(`window:${hall}/${date}/${after.window_number}`, {
    ...(before === undefined ? {} : { before: facts(before) }),
    after: facts(after),
  });
}
