import type { slots } from '../../contract/slots';
import { announcedKindOf } from '../../domain/availability/sessionKind';
import { toHallTime } from '../../domain/calendar/hallTime';
import { addDays, eachDay } from '../../domain/calendar/localDate';
import { accept } from '../../domain/outcome';
import { calendarOf } from '../_database/calendar';
import { hallPositions } from '../_database/halls';
import { rulesOf } from '../_database/rules';
import type { Handler } from '../_runtime/serve';
import type { SlotsDependencies } from './dependencies';
import { readAnnounced } from './queries/readAnnounced';

/** A session may be announced so long before it. */
const LOOK_AHEAD_DAYS = 60;

/** Student sessions and overtime to come, those of one day and release together, soonest first. */
export const listAnnounced: Handler<typeof slots.listAnnounced, SlotsDependencies> = async (
  { database },
  _input,
  { city, now },
) => {
  const [calendar, positions, rules] = await Promise.all([
    calendarOf(database),
    hallPositions(database, city),
    rulesOf(database, city),
  ]);
  const today = toHallTime(now).date;
  const days = eachDay(today, addDays(today, LOOK_AHEAD_DAYS));
  const rows = await readAnnounced(database, {
    city,
    halls: [...positions.keys()],
    now,
    bookableFrom: new Date(now.getTime() + rules.bookUntilMinutesBefore * 60_000),
    days,
    overtimeDays: days.filter((date) => announcedKindOf(calendar, 'appointment', date) === 'overtime'),
  });
  const sessions = rows.flatMap(({ lane, date, services, halls, open, opens_at }) => {
    const kind = announcedKindOf(calendar, lane, date);
    if (kind === null) return [];
    const opensAt = opens_at === null ? {} : { opensAt: opens_at.toISOString() };
    return [{ kind, lane, date, services, halls, open, ...opensAt }];
  });
  return accept({ sessions, asOf: now.toISOString() });
};
