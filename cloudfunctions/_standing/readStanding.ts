import type { SlotKey } from '../../domain/availability/slotId';
import type { Standing } from '../../domain/trust/decideStanding';
import type { TrustRules } from '../../domain/trust/trustRules';
import type { Queryable } from '../_database/database';
import { gatheredRead } from '../_database/gatherReads';
import { sql } from '../_database/sql';

const DAY = 86_400_000;

export interface Wish {
  readonly city: string;
  readonly accountId: string;
  /** Accounts and devices whose waiting counts, as in `rebook_wait.who`. */
  readonly who: readonly string[];
  readonly slot: SlotKey;
  readonly documents: readonly string[];
  readonly idempotencyKey: string;
  readonly now: Date;
}

interface Row {
  readonly bookings: number;
  readonly people: number;
  readonly waits_until: Date | null;
  readonly paused_until: Date | null;
  readonly repeated: boolean;
  readonly ordinal: number;
}

/** A standing, and the number of the booking that may be made on it: another booking meanwhile takes the number. */
export interface NumberedStanding extends Standing {
  readonly ordinal: number;
}

/** What stands against a booking, in one read; null when it is a retry of one that was made. */
export async function readStanding(
  database: Queryable,
  wish: Wish,
  rules: TrustRules,
): Promise<NumberedStanding | null> {
  const missedSince = new Date(wish.now.getTime() - rules.missedWithinDays * DAY);
  const row = await findStanding(database, { ...wish, missedSince });
  if (row.repeated) return null;
  const { bookings, people, waits_until: waitsUntil, paused_until: pausedUntil } = row;
  return { now: wish.now, bookingsToday: bookings, people, waitsUntil, pausedUntil, ordinal: row.ordinal };
}

/** Many bookings at once share a read: a rush would pay one for each otherwise. */
const findStanding = gatheredRead<Wish & { readonly missedSince: Date }, Row>((database, city, wishes) => {
  const asked = wishes.map((wish) => ({
    account_id: wish.accountId,
    who: wish.who,
    hall: wish.slot.hall,
    date: wish.slot.date,
    documents: wish.documents,
    idempotency_key: wish.idempotencyKey,
    now: wish.now,
    day_ago: new Date(wish.now.getTime() - DAY),
    missed_since: wish.missedSince,
  }));
  return database.rows<Row>(sql`
    select
      (select count(*)::integer from reservation where city = ${city} and account_id = asked.account_id
        and created_at > asked.day_ago) as bookings,
      (select count(*)::integer from (
        select applicant.document_blind from reservation
        join applicant on applicant.city = ${city} and applicant.reservation_id = reservation.id
        where reservation.city = ${city} and reservation.account_id = asked.account_id
          and reservation.starts_at > asked.missed_since and applicant.document_blind <> 'erased'
        union select unnest(asked.documents)) people) as people,
      (select max(until) from rebook_wait where city = ${city} and who = any(asked.who)
        and rebook_wait.hall = asked.hall and rebook_wait.date = asked.date) as waits_until,
      (select max(until) from booking_pause where city = ${city} and document_blind = any(asked.documents)
        and until > asked.now and lifted_at is null) as paused_until,
      exists (select 1 from reservation where city = ${city} and account_id = asked.account_id
        and reservation.idempotency_key = asked.idempotency_key) as repeated,
      (select coalesce(max(account_ordinal), 0) + 1 from reservation where city = ${city}
        and account_id = asked.account_id and account_ordinal is not null) as ordinal
    from rows from (json_to_recordset(${JSON.stringify(asked)}::json) as (account_id uuid, who text[], hall text,
      date date, documents text[], idempotency_key text, now timestamptz, day_ago timestamptz,
      missed_since timestamptz)) with ordinality as asked(account_id, who, hall, date, documents, idempotency_key,
      now, day_ago, missed_since, place)
    order by place`);
});
