import { toHallTime } from '../../domain/calendar/hallTime';
import { addDays } from '../../domain/calendar/localDate';
import { audit } from '../_database/audit';
import { rulesOf } from '../_database/rules';
import { sql } from '../_database/sql';
import { newId } from '../_runtime/ids';
import type { Timer } from './timer';

/**
 * From noon on, opens the seats that were held back for today and the next days. Before noon, and the second time,
 * it changes nothing. Gives the number of slots that gained seats.
 */
export const releaseHeldBack: Timer = async ({ database }, city, now) => {
  const { date: today, minute } = toHallTime(now);
  const rules = await rulesOf(database, city);
  if (minute < rules.noonReleaseMinute) return 0;
  const lastDay = addDays(today, rules.noonReleaseDays - 1);
  return database.transaction(async (transaction) => {
    const released = await transaction.rows<{ seats: number }>(sql`
      with due as (
        select hall, lane, date, start_minute, held_back from slot
        where city = ${city} and date between ${today} and ${lastDay} and held_back > 0
        order by hall, lane, date, start_minute
        for no key update
      )
      update slot set held_back = 0 from due
      where slot.city = ${city} and slot.hall = due.hall and slot.lane = due.lane and slot.date = due.date
        and slot.start_minute = due.start_minute
      returning due.held_back as seats`);
    if (released.length > 0) {
      await audit(transaction, {
        city,
        at: now,
        actor: 'system',
        action: 'timers.releaseHeldBack',
        subject: `city:${city}`,
        after: { slots: released.length, seats: released.reduce((sum, { seats }) => sum + seats, 0) },
        requestId: newId(),
      });
    }
    return released.length;
  });
};
