import type { Service } from '../../../../domain/service';
import type { WaitlistWish } from '../../../../domain/waitlist/matchSlot';
import type { Queryable } from '../../../_database/database';
import { sql } from '../../../_database/sql';
import type { ApplicantRow } from '../../queries/seatParties';

/** Those of the given halls that offer all these services in a lane. */
export async function hallsThatOffer(
  database: Queryable,
  city: string,
  { halls, lane, services }: Pick<WaitlistWish, 'halls' | 'lane' | 'services'>,
): Promise<string[]> {
  const rows = await database.rows<{ hall: string }>(sql`
    select hall from lane
    where city = ${city} and hall = any(${halls}::text[]) and lane = ${lane} and services @> ${services}::text[]
    order by hall`);
  return rows.map(({ hall }) => hall);
}

export interface PartyFacts {
  readonly alreadyBooked: boolean;
  readonly alreadyWaiting: boolean;
  readonly entriesOfAccount: number;
}

/** Where the people of a party have a live reservation or place already, and how many places the account has. */
export async function readPartyFacts(
  database: Queryable,
  city: string,
  accountId: string,
  members: readonly Pick<ApplicantRow, 'documentBlind' | 'service'>[],
): Promise<PartyFacts> {
  const [row] = await database.rows<{ booked: boolean; waiting: boolean; entries: number }>(sql`
    with member as (
      select * from json_to_recordset(${JSON.stringify(members)}::json) as member("documentBlind" text, service text)
    )
    select
      exists (select 1 from member join applicant on applicant.city = ${city} and applicant.live
        and applicant.document_blind = member."documentBlind" and applicant.service = member.service) as booked,
      exists (select 1 from member join waitlist_member waiting on waiting.city = ${city} and waiting.live
        and waiting.document_blind = member."documentBlind" and waiting.service = member.service) as waiting,
      (select count(*)::integer from waitlist_entry where city = ${city} and account_id = ${accountId}
        and status in ('waiting', 'offered')) as entries`);
  return {
    alreadyBooked: row?.booked ?? false,
    alreadyWaiting: row?.waiting ?? false,
    entriesOfAccount: row?.entries ?? 0,
  };
}

export interface NewEntry {
  readonly id: string;
  readonly accountId: string;
  readonly priority: number;
  readonly wish: WaitlistWish;
  readonly seats: number;
  readonly automatic: boolean;
  readonly contactSealed: string;
  readonly members: readonly ApplicantRow[];
  readonly now: Date;
}

/** Puts a party at the end of the list. Someone who waits for the same service already raises a unique violation. */
export async function insertEntry(transaction: Queryable, city: string, entry: NewEntry): Promise<void> {
  const { id, accountId, priority, wish, seats, automatic, contactSealed, members, now } = entry;
  const services: readonly Service[] = wish.services;
  await transaction.rows(sql`
    insert into waitlist_entry (city, id, account_id, status, priority, joined_at, lane, halls, from_date, to_date,
      earliest_minute, latest_minute, services, seats, automatic, contact_sealed, updated_at)
    values (${city}, ${id}, ${accountId}, 'waiting', ${priority}, ${now}, ${wish.lane}, ${wish.halls}::text[],
      ${wish.from}, ${wish.to}, ${wish.earliestMinute}, ${wish.latestMinute}, ${services}::text[], ${seats},
      ${automatic}, ${contactSealed}, ${now})`);
  await transaction.rows(sql`
    insert into waitlist_member (city, entry_id, position, service, document_blind, sealed, residence, live)
    select ${city}, ${id}, position, service, "documentBlind", sealed, residence, true
    from json_to_recordset(${JSON.stringify(members)}::json) as member(position integer, service text,
      "documentBlind" text, sealed text, residence text)`);
}
