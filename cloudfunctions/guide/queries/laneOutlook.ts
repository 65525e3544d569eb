import type { Lane } from '../../../domain/lane';
import type { Service } from '../../../domain/service';
import type { Queryable } from '../../_database/database';
import { sql } from '../../_database/sql';

export interface LaneOutlook {
  readonly lane: Lane;
  /** The first day on which someone can still get a seat; null when every released seat is taken. */
  readonly first_day: string | null;
  /** When the next seats of the lane open; null when none are announced. */
  readonly opens_at: Date | null;
}

/** How soon each lane of the city has a free seat for a service. */
export function laneOutlooks(
  database: Queryable,
  question: {
    readonly city: string;
    readonly service: Service;
    readonly lanes: readonly Lane[];
    readonly today: string;
    readonly now: Date;
    readonly bookableFrom: Date;
  },
): Promise<LaneOutlook[]> {
  const { city, service, lanes, today, now, bookableFrom } = question;
  return database.rows<LaneOutlook>(sql`
    select lane,
      min(date) filter (where released_at <= ${now} and capacity - held_back - booked > 0) as first_day,
      min(released_at) filter (where released_at > ${now}) as opens_at
    from slot
    where city = ${city} and lane = any(${lanes}::text[]) and date >= ${today} and starts_at >= ${bookableFrom}
      and services @> array[${service}::text]
    group by lane`);
}

/** The opening periods of the halls that take a service without a booking. */
export async function walkInPeriods(
  database: Queryable,
  city: string,
  service: Service,
): Promise<{ weekdays: readonly number[]; to: string }[]> {
  const rows = await database.rows<{ periods: { weekdays: number[]; to: string }[] }>(sql`
    select hall.facts -> 'hours' -> 'periods' as periods
    from lane join hall on hall.city = ${city} and hall.hall = lane.hall
    where lane.city = ${city} and lane.lane = 'walk-in' and lane.services @> array[${service}::text]`);
  return rows.flatMap(({ periods }) => periods);
}
