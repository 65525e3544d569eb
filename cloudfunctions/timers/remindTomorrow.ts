import { toHallTime } from '../../domain/calendar/hallTime';
import { addDays } from '../../domain/calendar/localDate';
import { trustRulesOf } from '../_database/rules';
import { sql } from '../_database/sql';
import { newId } from '../_runtime/ids';
import type { Timer } from './timer';

interface Visit {
  readonly id: string;
  readonly account_id: string;
  readonly hall: string;
  readonly date: string;
  readonly start_minute: number;
  readonly code: string;
}

/**
 * From six in the evening on, brings tomorrow's visits to mind, each once. A hall that will be closed by then has asked to
 * move the visit already: nobody is told to come there. Gives how many were new.
 */
export const remindTomorrow: Timer = async ({ database }, city, now) => {
  const { date: today, minute } = toHallTime(now);
  const rules = await trustRulesOf(database, city);
  if (minute < rules.reminderMinute) return 0;
  const visits = await database.rows<Visit>(sql`
    select id, account_id, hall, date, start_minute, code from reservation
    where city = ${city} and date = ${addDays(today, 1)} and status = 'booked'
      and not exists (select 1 from hall_day where hall_day.city = ${city} and hall_day.hall = reservation.hall
        and hall_day.date = reservation.date and hall_day.closes_minute <= reservation.start_minute)
      and not exists (select 1 from notification where notification.city = ${city}
        and notification.kind = 'reservation.tomorrow' and notification.subject = 'reservation:' || reservation.id)
    limit 5000`);
  const rows = visits.map(({ id, account_id, start_minute: startMinute, ...facts }) => ({
    id: newId(),
    account_id,
    subject: `reservation:${id}`,
    facts: { ...facts, startMinute },
  }));
  const reminded = await database.rows(sql`
    insert into notification (city, id, account_id, kind, subject, facts, created_at, next_attempt_at)
    select ${city}, id, account_id, 'reservation.tomorrow', subject, facts, ${now}::timestamptz, ${now}::timestamptz
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as reminder(id uuid, account_id uuid, subject text, facts jsonb)
    on conflict do nothing returning 1`);
  return reminded.length;
};
