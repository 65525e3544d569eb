import type { desk } from '../../contract/desk';
import { toHallTime } from '../../domain/calendar/hallTime';
import { isAtLeast } from '../../domain/desk/permissions';
import { lanes as allLanes, type Lane } from '../../domain/lane';
import { accept, refuse } from '../../domain/outcome';
import { formatTicketNumber } from '../../domain/queue/ticketNumber';
import { sql } from '../_database/sql';
import { staffNamesOf } from '../_people/staffNames';
import { type HallDay, lockHallDay } from '../_queue/hallDay';
import { listLiveTickets } from '../_queue/ticketRows';
import { leftWindows, listOpenWindows, type WindowRow } from '../_queue/windowsNow';
import type { Change, Handler, Write } from '../_runtime/serve';
import { showTickets } from './showEntry';
import { findWindow, saveWindow } from './windowRows';

export const windows: Handler<typeof desk.windows> = async (dependencies, { hall }, context) => {
  const { city, now, accountId } = context;
  const day = { city, hall, date: toHallTime(now).date };
  const [open, live, left] = await Promise.all([
    listOpenWindows(dependencies.database, day),
    listLiveTickets(dependencies.database, day),
    leftWindows(dependencies.database, day, now),
  ]);
  const atWindows = live.filter(({ status }) => status !== 'waiting');
  const entries = await showTickets(dependencies, context, atWindows);
  const clerks = await staffNamesOf(
    dependencies.database,
    dependencies.sealer,
    city,
    open.map(({ opened_by }) => opened_by),
  );
  return accept({
    windows: open.map(({ window_number, lanes, opened_by }) => {
      const entry = entries.find(({ window }) => window === window_number);
      const mine = opened_by === accountId;
      const away = left.has(window_number);
      const clerk = clerks.get(opened_by);
      return {
        window: window_number,
        lanes,
        mine,
        away,
        ...(clerk === undefined ? {} : { clerk }),
        ...(entry === undefined ? {} : { entry }),
      };
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
  return accept({ window: { window: input.window, lanes, mine: true, away: false } });
};

/**
 * Sits down where a colleague sat, with whoever was called there: a colleague once the window is left, a lead at any
 * time.
 */
export const takeWindow: Write<typeof desk.takeWindow> = async (dependencies, input, change) => {
  const { database } = dependencies;
  const { city, now, accountId, caller } = change;
  const day = { city, hall: input.hall, date: toHallTime(now).date };
  await lockHallDay(database, day);
  const before = await findWindow(database, day, input.window);
  if (before === undefined || !before.open) return refuse('WINDOW_NOT_OPEN', { window: input.window });
  const mayTake =
    before.opened_by === accountId ||
    (caller.kind === 'staff' && isAtLeast(caller.staff.role, 'lead')) ||
    (await leftWindows(database, day, now)).has(input.window);
  if (!mayTake) return refuse('WINDOW_TAKEN', { window: input.window });
  const after = { ...before, opened_by: accountId };
  await saveWindow(database, day, after, now);
  await auditWindow(day, before, after, change);
  const live = await listLiveTickets(database, day);
  const [entry] = await showTickets(
    dependencies,
    change,
    live.filter(({ window_number, status }) => window_number === input.window && status !== 'waiting'),
  );
  const { window_number: window, lanes } = after;
  return accept({
    window: { window, lanes, mine: true, away: false, ...(entry === undefined ? {} : { entry }) },
  });
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

type SavedWindow = Omit<WindowRow, 'active_at'>;

function auditWindow(
  { hall, date }: HallDay,
  before: SavedWindow | undefined,
  after: SavedWindow,
  change: Change,
): Promise<void> {
  const facts = ({ open, lanes }: SavedWindow) => ({ open, lanes: lanes.join(',') });
  return change.audit(`window:${hall}/${date}/${after.window_number}`, {
    ...(before === undefined ? {} : { before: facts(before) }),
    after: facts(after),
  });
}
