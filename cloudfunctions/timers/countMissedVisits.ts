import { audit } from '../_database/audit';
import type { Queryable } from '../_database/database';
import { trustRulesOf } from '../_database/rules';
import { sql } from '../_database/sql';
import { notify } from '../_notifications/notify';
import { newId } from '../_runtime/ids';
import type { Timer } from './timer';

const DAY = 86_400_000;

interface Pausing {
  readonly document_blind: string;
  readonly account_id: string;
}

/**
 * Counts visits that were missed (one each) or given up late (a part), person by person, and pauses booking for whom
 * they have become too many. What the hall cancelled never counts, nor who was served for it that day. Gives how many pauses began.
 */
export const countMissedVisits: Timer = async ({ database }, city, now) => {
  const rules = await trustRulesOf(database, city);
  const since = new Date(now.getTime() - rules.missedWithinDays * DAY);
  const until = new Date(now.getTime() + rules.pauseDays * DAY);
  return database.transaction(async (transaction) => {
    await transaction.rows(sql`
      insert into missed_visit (city, document_blind, reservation_id, account_id, weight, at)
      select distinct ${city}, applicant.document_blind, reservation.id, reservation.account_id,
        case when reservation.status = 'missed' then 1 else ${rules.lateCancelWeight}::numeric end, reservation.starts_at
      from reservation join applicant on applicant.city = ${city} and applicant.reservation_id = reservation.id
      where reservation.city = ${city} and reservation.starts_at between ${since} and ${now}
        and (reservation.status = 'missed' or reservation.cancelled_late) and applicant.document_blind <> 'erased'
        and not exists (select 1 from applicant named join served_person served on served.city = ${city}
            and served.date = reservation.date and served.document_blind = named.document_blind
            and served.service = named.service
          where named.city = ${city} and named.reservation_id = reservation.id
            and named.document_blind = applicant.document_blind)
      on conflict do nothing`);
    const pausing = await transaction.rows<Pausing>(sql`
      select document_blind, (array_agg(account_id order by at desc))[1] as account_id from missed_visit
      where city = ${city} and at > ${since} and pause_id is null and forgiven_at is null
      group by document_blind having sum(weight) >= ${rules.missedVisitsMax}`);
    for (const person of pausing) await pause(transaction, person, { city, now, until, since });
    return pausing.length;
  });
};

interface Span {
  readonly city: string;
  readonly now: Date;
  readonly since: Date;
  readonly until: Date;
}

async function pause(
  transaction: Queryable,
  { document_blind, account_id }: Pausing,
  { city, now, since, until }: Span,
): Promise<void> {
  const id = newId();
  await transaction.rows(sql`
    insert into booking_pause (city, id, document_blind, from_at, until)
    values (${city}, ${id}, ${document_blind}, ${now}, ${until})`);
  await transaction.rows(sql`
    update missed_visit set pause_id = ${id}
    where city = ${city} and document_blind = ${document_blind} and at > ${since} and pause_id is null
      and forgiven_at is null`);
  const facts = { until: until.toISOString().slice(0, 10) };
  await audit(transaction, {
    city,
    at: now,
    actor: 'system',
    action: 'timers.pauseBooking',
    subject: `pause:${id}`,
    after: facts,
    requestId: newId(),
  });
  await notify(transaction, {
    city,
    accountId: account_id,
    kind: 'standing.paused',
    subject: `pause:${id}`,
    facts,
    now,
  });
}
