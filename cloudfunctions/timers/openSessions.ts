import { releaseInstant, slotsOfSession, timetableWeekday } from '../../domain/availability/slotsOfSession';
import { fromHallTime, toHallTime } from '../../domain/calendar/hallTime';
import { addDays, eachDay, type LocalDate } from '../../domain/calendar/localDate';
import { audit } from '../_database/audit';
import { calendarOf } from '../_database/calendar';
import type { Queryable } from '../_database/database';
import { rulesOf } from '../_database/rules';
import { newId } from '../_runtime/ids';
import {
  insertSessions,
  listTemplates,
  type NewSession,
  type NewSlot,
  type TemplateRow,
} from './queries/sessions';
import type { Timer } from './timer';

/**
 * Opens the sessions of the booking horizon and of the day after it, so that the next release is seen before it
 * comes. What is open already stays as it is: running this twice, or twice at once, changes nothing.
 * Gives the number of slots opened.
 */
export const openSessions: Timer = async ({ database }, city, now) => {
  const today = toHallTime(now).date;
  const calendar = await calendarOf(database);
  const templates = await listTemplates(database, city);
  const sessions: NewSession[] = [];
  const slots: NewSlot[] = [];
  for (const template of templates) {
    const rules = await rulesOf(database, city, template.hall);
    for (const date of eachDay(today, addDays(today, rules.horizonDays + 1))) {
      if (timetableWeekday(calendar, date) !== template.weekday) continue;
      const releasedAt = releaseInstant(date, rules);
      sessions.push({ ...template, date, releasedAt });
      slots.push(...slotsOf(template, date, releasedAt, rules.heldBackShare));
    }
  }
  return database.transaction(async (transaction) => {
    const opened = await insertSessions(transaction, city, sessions, slots);
    if (opened > 0) await auditOpening(transaction, city, now, opened);
    return opened;
  });
};

function slotsOf(template: TemplateRow, date: LocalDate, releasedAt: Date, heldBackShare: number): NewSlot[] {
  const hours = {
    fromMinute: template.from_minute,
    toMinute: template.to_minute,
    slotMinutes: template.slot_minutes,
  };
  return slotsOfSession(hours).map(({ startMinute, endMinute }) => ({
    hall: template.hall,
    lane: template.lane,
    date,
    startMinute,
    endMinute,
    sessionFromMinute: template.from_minute,
    startsAt: fromHallTime(date, startMinute),
    releasedAt,
    services: template.services,
    capacity: template.seats_per_slot,
    heldBack: Math.floor(template.seats_per_slot * heldBackShare),
  }));
}

function auditOpening(transaction: Queryable, city: string, now: Date, opened: number): Promise<void> {
  return audit(transaction, {
    city,
    at: now,
    actor: 'system',
    action: 'timers.openSessions',
    subject: `city:${city}`,
    after: { slots: opened },
    requestId: newId(),
  });
}
