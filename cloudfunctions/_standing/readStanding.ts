import type { SlotKey } from '../../domain/availability/slotId';
import type { Standing } from '../../domain/trust/decideStanding';
import type { TrustRules } from '../../domain/trust/trustRules';
import type { Queryable } from '../_database/database';
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
}

/** What stands against a booking, in one read; null when it is a retry of one that was made. */
export async function readStanding(
  database: Queryable,
  { city, accountId, who, slot, documents, idempotencyKey, now }: Wish,
  rules: TrustRules,
): Promise<Standing | null> {
  const [row] = await database.rows<Row>(sql`
    select
      (select count(*)::integer from reservation where city = ${city} and account_id = ${accountId}
        and created_at > ${new Date(now.getTime() - DAY)}) as bookings,
      (select count(*)::integer from (
        select applicant.document_blind from reservation
        join applicant on applicant.city = ${city} and applicant.reservation_id = reservation.id
        where reservation.city = ${city} and reservation.account_id = ${accountId}
          and reservation.starts_at > ${new Date(now.getTime() - rules.missedWithinDays * DAY)}
          and applicant.document_blind <> 'erased'
        union select unnest(${documents}::text[])) people) as people,
      (select max(until) from rebook_wait where city = ${city} and who = any(${who}::text[])
        and hall = ${slot.hall} and date = ${slot.date}) as waits_until,
      (select max(until) from booking_pause where city = ${city} and document_blind = any(${documents}::text[])
        and until > ${now} and lifted_at is null) as paused_until,
      exists (select 1 from reservation where city = ${city} and account_id = ${accountId}
        and idempotency_key = ${idempotencyKey}) as repeated`);
  if (row === undefined || row.repeated) return null;
  const { bookings, people, waits_until: waitsUntil, paused_until: pausedUntil } = row;
  return { now, bookingsToday: bookings, people, waitsUntil, pausedUntil };
}
