import { timetableWeekday } from '../../domain/availability/slotsOfSession';
import { fromHallTime, parseMinute } from '../../domain/calendar/hallTime';
import type { LocalDate } from '../../domain/calendar/localDate';
import type { Calendar } from '../../domain/calendar/workingDays';
import type { Opening } from '../../domain/queue/forecast';
import { calendarOf } from '../_database/calendar';
import type { Queryable } from '../_database/database';
import { remember } from '../_database/memory';
import { sql } from '../_database/sql';

interface Period {
  readonly weekdays: readonly number[];
  readonly from: string;
  readonly to: string;
}

interface HallFacts {
  readonly name: { readonly zh: string; readonly en: string };
  readonly longitude: number;
  readonly latitude: number;
  readonly precisionMetres: number;
  readonly periods: readonly Period[];
  /** Windows that are planned for the queue on an ordinary day. */
  readonly windows: number;
  readonly lanes: readonly string[];
}

const readHalls = remember(
  async (database: Queryable, city: string): Promise<ReadonlyMap<string, HallFacts>> => {
    const rows = await database.rows<HallFacts & { hall: string }>(sql`
      select hall.hall, hall.facts -> 'name' as name, hall.longitude, hall.latitude,
        (hall.facts -> 'position' ->> 'precisionMetres')::integer as "precisionMetres",
        hall.facts -> 'hours' -> 'periods' as periods,
        (select coalesce(max(windows), 0)::integer from lane where lane.city = ${city} and lane.hall = hall.hall
          and lane.lane = 'walk-in') as windows,
        array(select lane from lane where lane.city = ${city} and lane.hall = hall.hall order by lane) as lanes
      from hall where hall.city = ${city} order by hall.display_order, hall.hall`);
    return new Map(rows.map(({ hall, ...facts }) => [hall, facts]));
  },
);

/** The halls of a city with what a queue needs to know, in the city's order. Believed for some seconds. */
export function hallFactsOf(database: Queryable, city: string): Promise<ReadonlyMap<string, HallFacts>> {
  return readHalls(database, city);
}

/** The hours of a hall on a day; `closesMinute` cuts them short. */
export async function openingsOf(
  database: Queryable,
  facts: HallFacts,
  date: LocalDate,
  closesMinute: number | null,
): Promise<Opening[]> {
  return hoursOn(await calendarOf(database), facts, date, closesMinute);
}

function hoursOn(
  calendar: Calendar,
  { periods }: HallFacts,
  date: LocalDate,
  closesMinute: number | null,
): Opening[] {
  const weekday = timetableWeekday(calendar, date);
  return periods
    .filter(({ weekdays }) => weekday !== null && weekdays.includes(weekday))
    .map(({ from, to }) => ({
      from: parseMinute(from),
      to: Math.min(parseMinute(to), closesMinute ?? 1440),
    }))
    .filter(({ from, to }) => from < to)
    .map(({ from, to }) => ({
      from: fromHallTime(date, from).getTime(),
      to: fromHallTime(date, to).getTime(),
    }))
    .sort((a, b) => a.from - b.from);
}
