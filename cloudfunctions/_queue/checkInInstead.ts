import { formatMinute, toHallTime } from '../../domain/calendar/hallTime';
import { accept, type Outcome, refuse } from '../../domain/outcome';
import { checkInStanding } from '../../domain/queue/checkInStanding';
import type { QueueRules } from '../../domain/queue/queueRules';
import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';
import type { PartyApplicant } from '../_people/readParty';
import type { HallDay } from './hallDay';

interface Wish {
  readonly day: HallDay;
  readonly people: readonly Pick<PartyApplicant, 'documentBlind' | 'services'>[];
  /** Only appointments of this account; left out at the desk, where the people stand. */
  readonly accountId?: string;
  readonly now: Date;
}

/**
 * Refuses a second ticket to somebody whose appointment at this hall can check in now, and names it. An appointment of
 * another account is not told to a phone: it is completed when its people are served.
 */
export async function refuseCheckInInstead(
  transaction: Queryable,
  { day, people, accountId, now }: Wish,
  rules: QueueRules,
): Promise<Outcome<null>> {
  const wanted = people.flatMap(({ documentBlind, services }) =>
    services.map((service) => ({ blind: documentBlind, service })),
  );
  const visits = await transaction.rows<{ id: string; code: string; starts_at: Date }>(sql`
    select id, code, starts_at from reservation
    where city = ${day.city} and hall = ${day.hall} and date = ${day.date} and status = 'booked'
      and (${accountId ?? null}::uuid is null or account_id = ${accountId ?? null}::uuid)
      and exists (select 1 from applicant
        join json_to_recordset(${JSON.stringify(wanted)}::json) as wanted(blind text, service text)
          on wanted.blind = applicant.document_blind and wanted.service = applicant.service
        where applicant.city = ${day.city} and applicant.reservation_id = reservation.id)
    order by starts_at, id`);
  const visit = visits.find(({ starts_at }) => {
    const standing = checkInStanding(starts_at, now, rules);
    return standing === 'on-time' || standing === 'late';
  });
  if (visit === undefined) return accept(null);
  const time = formatMinute(toHallTime(visit.starts_at).minute);
  return refuse('CHECK_IN_INSTEAD', { reservation: visit.id, code: visit.code, time });
}
