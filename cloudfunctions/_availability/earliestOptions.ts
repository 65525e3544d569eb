import type { FreeSlot } from '../../domain/availability/freeSlot';
import { formatSlotId } from '../../domain/availability/slotId';
import { formatMinute, toHallTime } from '../../domain/calendar/hallTime';
import { addDays } from '../../domain/calendar/localDate';
import type { Position } from '../../domain/geo/distance';
import { byNearness } from '../../domain/geo/nearness';
import type { Lane } from '../../domain/lane';
import type { Service } from '../../domain/service';
import type { Queryable } from '../_database/database';
import { type EarliestSeat, everyWeekday } from '../_database/earliestSeats';
import { distancesFrom, hallPositions } from '../_database/halls';
import { rulesOf } from '../_database/rules';
import type { Availability } from './availability';

/** Where free seats are looked for. */
export interface Sources {
  readonly database: Queryable;
  readonly availability: Availability;
}

export interface OptionQuestion {
  readonly city: string;
  readonly lane: Lane;
  /** Every one of them must be offered on the slot. */
  readonly services: readonly Service[];
  readonly partySize: number;
  readonly near?: Position | undefined;
  /** A hall in whose district the person is, while their position is not known. */
  readonly district?: string | undefined;
  /** Options at most. */
  readonly limit: number;
  readonly now: Date;
}

export type SlotOption = FreeSlot & { readonly distanceMetres?: number };

export interface EarliestOptions {
  /** The person is too far from the city for ways to matter. */
  readonly tooFar: boolean;
  readonly options: readonly SlotOption[];
}

/** The soonest free seats in the city, one for each hall; of two at the same time the nearer hall comes first. */
export async function earliestOptions(
  { database, availability }: Sources,
  { city, near, district, limit, now, ...question }: OptionQuestion,
): Promise<EarliestOptions> {
  const positions = await hallPositions(database, city);
  const { bookUntilMinutesBefore, horizonDays } = await rulesOf(database, city);
  const today = toHallTime(now).date;
  const startsFrom = new Date(now.getTime() + bookUntilMinutesBefore * 60_000);
  const rows = await availability.findEarliest({
    ...question,
    city,
    now,
    halls: [...positions.keys()].map((hall) => ({ hall, startsFrom })),
    from: today,
    to: addDays(today, horizonDays),
    weekdays: everyWeekday,
    earliestMinute: 0,
    latestMinute: 1440,
  });
  const distances = await distancesFrom(database, city, { near, district });
  const options = byNearness(
    rows.map((row) => ({ ...toFreeSlot(question.lane, row), ...distances.told(row.hall) })),
    ({ hall }) => distances.reach(hall),
  );
  // The sort keeps the order of equals: at the same time the nearer hall stays first.
  options.sort((a, b) => `${a.date} ${a.start}`.localeCompare(`${b.date} ${b.start}`));
  return { tooFar: distances.tooFar, options: options.slice(0, limit) };
}

/** A row of a lane's slots as one to choose. */
export function toFreeSlot(
  lane: Lane,
  { hall, date, start_minute, end_minute, open }: EarliestSeat,
): FreeSlot {
  return {
    hall,
    slot: formatSlotId({ hall, lane, date, startMinute: start_minute }),
    date,
    start: formatMinute(start_minute),
    end: formatMinute(end_minute),
    open,
  };
}
