import type { z } from 'zod';
import type { slots } from '../../contract/slots';
import { announcedKindOf } from '../../domain/availability/sessionKind';
import { formatSlotId } from '../../domain/availability/slotId';
import { formatMinute } from '../../domain/calendar/hallTime';
import { daysBetween } from '../../domain/calendar/localDate';
import { type Calendar, isProvisional } from '../../domain/calendar/workingDays';
import { byNearness } from '../../domain/geo/nearness';
import type { Lane } from '../../domain/lane';
import { accept } from '../../domain/outcome';
import type { DayRow, SlotRow } from '../_availability/queries/searchDays';
import { calendarOf } from '../_database/calendar';
import { distancesFrom, hallPositions } from '../_database/halls';
import { rulesOf } from '../_database/rules';
import { deny } from '../_runtime/answer';
import { groupBy } from '../_runtime/groupBy';
import type { Handler } from '../_runtime/serve';
import type { SlotsDependencies } from './dependencies';

const LONGEST_SPAN_DAYS = 60;
/** Longer spans show days only, to keep the answer small. */
const LONGEST_SPAN_WITH_SLOTS_DAYS = 7;

type Output = z.input<typeof slots.search.output>;
type Day = Output['halls'][number]['days'][number];

/** Free seats by hall and day. */
export const search: Handler<typeof slots.search, SlotsDependencies> = async (
  { database, availability },
  input,
  { city, now },
) => {
  const span = daysBetween(input.from, input.to) + 1;
  if (span < 1 || span > LONGEST_SPAN_DAYS) return deny('INVALID_INPUT', { field: 'to', reason: 'span' });

  const positions = await hallPositions(database, city);
  const halls = input.halls?.filter((hall) => positions.has(hall)) ?? [...positions.keys()];
  const { bookUntilMinutesBefore } = await rulesOf(database, city);
  const bookableFrom = new Date(now.getTime() + bookUntilMinutesBefore * 60_000);
  const question = { ...input, city, halls, now, bookableFrom };
  const [calendar, days, slotRows] = await Promise.all([
    calendarOf(database),
    availability.searchDays(question),
    span <= LONGEST_SPAN_WITH_SLOTS_DAYS ? availability.searchSlots(question) : null,
  ]);
  const daysOf = groupBy(days, ({ hall }) => hall);
  const slotsOf = slotRows === null ? null : groupBy(slotRows, ({ hall, date }) => `${hall} ${date}`);
  const facts = { lane: input.lane, now, calendar, slotsOf };

  const distances = await distancesFrom(database, city, input);
  const found = halls.map((hall) => ({
    hall,
    ...distances.told(hall),
    days: (daysOf.get(hall) ?? []).map((day) => toDay(day, facts)),
  }));
  const withDays = found.filter(({ days: any }) => any.length > 0);
  return accept({
    ...(distances.tooFar ? { tooFar: true as const } : {}),
    halls: byNearness(withDays, ({ hall }) => distances.reach(hall)),
    asOf: now.toISOString(),
  });
};

interface SearchFacts {
  readonly lane: Lane;
  readonly now: Date;
  readonly calendar: Calendar;
  /** By hall and date; null when the span is too long for slots. */
  readonly slotsOf: ReadonlyMap<string, readonly SlotRow[]> | null;
}

function toDay(row: DayRow, { lane, now, calendar, slotsOf }: SearchFacts): Day {
  const { hall, date, open, capacity, opens_at } = row;
  const mine = slotsOf === null ? undefined : (slotsOf.get(`${hall} ${date}`) ?? []);
  return {
    date,
    open,
    capacity,
    provisional: isProvisional(calendar, date),
    ...(opens_at === null ? {} : { opensAt: opens_at.toISOString() }),
    ...(announcedKindOf(calendar, lane, date) === 'overtime' ? { overtime: true as const } : {}),
    ...(mine === undefined ? {} : { slots: mine.map((slot) => toSlot(slot, lane, now)) }),
  };
}

function toSlot({ hall, date, start_minute, end_minute, open, released_at }: SlotRow, lane: Lane, now: Date) {
  return {
    id: formatSlotId({ hall, lane, date, startMinute: start_minute }),
    start: formatMinute(start_minute),
    end: formatMinute(end_minute),
    open,
    ...(released_at > now ? { opensAt: released_at.toISOString() } : {}),
  };
}
