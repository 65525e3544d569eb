import type { slots } from '../../contract/slots';
import { formatSlotId } from '../../domain/availability/slotId';
import { formatMinute, toHallTime } from '../../domain/calendar/hallTime';
import { addDays } from '../../domain/calendar/localDate';
import { byDistance, metresTo } from '../../domain/geo/nearness';
import { accept } from '../../domain/outcome';
import { everyWeekday } from '../_database/earliestSeats';
import { hallPositions } from '../_database/halls';
import { rulesOf } from '../_database/rules';
import type { Handler } from '../_runtime/serve';
import type { SlotsDependencies } from './dependencies';

/** The soonest free seats in the city, one for each hall; of two at the same time the nearer hall comes first. */
export const earliest: Handler<typeof slots.earliest, SlotsDependencies> = async (
  { database, availability },
  input,
  { city, now },
) => {
  const positions = await hallPositions(database, city);
  const { bookUntilMinutesBefore, horizonDays } = await rulesOf(database, city);
  const today = toHallTime(now).date;
  const startsFrom = new Date(now.getTime() + bookUntilMinutesBefore * 60_000);
  const rows = await availability.findEarliest({
    ...input,
    city,
    services: [input.service, ...input.also],
    halls: [...positions.keys()].map((hall) => ({ hall, startsFrom })),
    from: today,
    to: addDays(today, horizonDays),
    weekdays: everyWeekday,
    earliestMinute: 0,
    latestMinute: 1440,
    now,
  });
  const options = rows.map(({ hall, date, start_minute, end_minute, open }) => {
    const distanceMetres = metresTo(input.near, positions.get(hall));
    return {
      hall,
      slot: formatSlotId({ hall, lane: input.lane, date, startMinute: start_minute }),
      date,
      start: formatMinute(start_minute),
      end: formatMinute(end_minute),
      open,
      ...(distanceMetres === undefined ? {} : { distanceMetres }),
    };
  });
  options.sort((a, b) => `${a.date} ${a.start}`.localeCompare(`${b.date} ${b.start}`) || byDistance(a, b));
  return accept({ options: options.slice(0, input.limit), asOf: now.toISOString() });
};
