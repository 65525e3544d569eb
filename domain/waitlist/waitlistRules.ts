import type { BookingRules } from '../booking/bookingRules';
import { fromHallTime, toHallTime } from '../calendar/hallTime';
import { addDays, type LocalDate } from '../calendar/localDate';

/** When the list of a day closes, the evening before it: from then on its seats are everyone's. */
export function listClosesAt(date: LocalDate, rules: Pick<BookingRules, 'waitlistClosesMinute'>): Date {
  return fromHallTime(addDays(date, -1), rules.waitlistClosesMinute);
}

type AskingRules = Pick<
  BookingRules,
  'waitlistClosesMinute' | 'offerHoldMinutes' | 'offerFromMinute' | 'offerUntilMinute'
>;

/**
 * Until when a seat offered now is held, or null when nobody may be asked any more. Answers are due by day only: an
 * offer of the night, or one whose time would run past the last hour for answers, waits for the next morning. A seat
 * of tomorrow cannot wait that long: it is held until the last hour of today, and after that only those who chose
 * to be booked unasked can have it.
 */
export function offerDeadline(
  { now, date }: { readonly now: Date; readonly date: LocalDate },
  rules: AskingRules,
): Date | null {
  const { date: today, minute } = toHallTime(now);
  const { offerHoldMinutes, offerFromMinute, offerUntilMinute } = rules;
  const closes = listClosesAt(date, rules);
  if (minute < offerFromMinute)
    return earlier(fromHallTime(today, offerFromMinute + offerHoldMinutes), closes);

  const held = new Date(now.getTime() + offerHoldMinutes * 60_000);
  const lastToday = fromHallTime(today, offerUntilMinute);
  if (held <= lastToday) return earlier(held, closes);
  const nextMorning = fromHallTime(addDays(today, 1), offerFromMinute + offerHoldMinutes);
  if (nextMorning <= closes) return nextMorning;
  return now < lastToday ? earlier(lastToday, closes) : null;
}

function earlier(a: Date, b: Date): Date {
  return a <= b ? a : b;
}
