import { toHallTime } from '../../../domain/calendar/hallTime';
import { addDays } from '../../../domain/calendar/localDate';
import type { Queryable } from '../../_database/database';
import { sql } from '../../_database/sql';
import type { Moment } from '../../_waitlist/moment';

interface Row {
  readonly id: string;
}

const idsOf = (rows: readonly Row[]) => rows.map(({ id }) => id);

/** Places whose offer was not answered in time, the oldest first. */
export async function findMissedOffers(database: Queryable, { city, now }: Moment): Promise<string[]> {
  return idsOf(
    await database.rows<Row>(sql`
      select id from waitlist_entry where city = ${city} and status = 'offered' and held_until <= ${now}
      order by held_until, id`),
  );
}

/** Live places of whose party someone has a live reservation for the same service. */
export async function findServedOtherwise(database: Queryable, { city }: Moment): Promise<string[]> {
  return idsOf(
    await database.rows<Row>(sql`
      select distinct member.entry_id as id from waitlist_member member join applicant on applicant.city = ${city}
        and applicant.document_blind = member.document_blind and applicant.service = member.service
        and applicant.live
      where member.city = ${city} and member.live
      order by id`),
  );
}

/** Those who wait for days that are at most tomorrow: a list closes the evening before its day. */
export async function findClosing(database: Queryable, { city, now }: Moment): Promise<string[]> {
  const tomorrow = addDays(toHallTime(now).date, 1);
  return idsOf(
    await database.rows<Row>(sql`
      select id from waitlist_entry where city = ${city} and status = 'waiting' and to_date <= ${tomorrow}
      order by priority, joined_at, id`),
  );
}
