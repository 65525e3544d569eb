import type { Queryable } from '../_database/database';
import { type Statement, sql } from '../_database/sql';

interface Move {
  readonly city: string;
  readonly from: string;
  readonly to: string;
}

interface OfAccount {
  readonly city: string;
  readonly accountId: string;
}

/** What becomes of an account's rows. Null: they stay, for the reason beside. */
interface Fate {
  /** When the account joins another one. */
  readonly move: ((move: Move) => Statement) | null;
  /** When its owner deletes everything. */
  readonly erase: ((of: OfAccount) => Statement) | null;
}

/** Every table with rows of an account. A test compares this list with the schema, so that a new table must decide. */
const fates: Readonly<Record<string, Fate>> = {
  person: {
    move: ({ city, from, to }) => sql`
      update person set account_id = ${to} where city = ${city} and account_id = ${from}`,
    erase: ({ city, accountId }) =>
      sql`delete from person where city = ${city} and account_id = ${accountId}`,
  },
  reservation: {
    move: ({ city, from, to }) => sql`
      update reservation set account_id = ${to} where city = ${city} and account_id = ${from}`,
    // `eraseVisits` takes out who came; that somebody came is a count of the hall.
    erase: null,
  },
  waitlist_entry: {
    move: ({ city, from, to }) => sql`
      update waitlist_entry set account_id = ${to} where city = ${city} and account_id = ${from}`,
    // `eraseWaits` takes out who waited.
    erase: null,
  },
  ticket: {
    move: ({ city, from, to }) => sql`
      update ticket set account_id = ${to} where city = ${city} and account_id = ${from}`,
    // `eraseTickets` takes out who came.
    erase: null,
  },
  request: {
    move: ({ city, from, to }) => sql`
      update request set account_id = ${to} where city = ${city} and account_id = ${from}`,
    // `eraseRequests` takes out for whom; that somebody asked is a count of the hall.
    erase: null,
  },
  evidence: {
    move: ({ city, from, to }) => sql`
      update evidence set account_id = ${to} where city = ${city} and account_id = ${from}`,
    // `endRequestsOf` ends them; the row goes when the file is deleted.
    erase: null,
  },
  company_member: {
    move: ({ city, from, to }) => sql`
      insert into company_member (city, company_id, account_id, id, role, joined_at)
      select city, company_id, ${to}::uuid, id, role, joined_at from company_member
      where city = ${city} and account_id = ${from}
      on conflict (city, company_id, account_id) do update
        set role = case when excluded.role = 'owner' then 'owner' else company_member.role end`,
    erase: ({ city, accountId }) => sql`
      delete from company_member where city = ${city} and account_id = ${accountId}`,
  },
  notification: {
    move: ({ city, from, to }) => sql`
      update notification set account_id = ${to} where city = ${city} and account_id = ${from}`,
    erase: ({ city, accountId }) => sql`
      delete from notification where city = ${city} and account_id = ${accountId}`,
  },
  missed_visit: {
    move: ({ city, from, to }) => sql`
      update missed_visit set account_id = ${to} where city = ${city} and account_id = ${from}`,
    // A pause is of the document, and must not end by leaving; retention deletes it when its time is over.
    erase: null,
  },
  kiosk_report: {
    // Reports are believed for hours; of two accounts of one person both may have spoken.
    move: null,
    erase: ({ city, accountId }) => sql`
      delete from kiosk_report where city = ${city} and account_id = ${accountId}`,
  },
  appeal: {
    move: ({ city, from, to }) => sql`
      update appeal set account_id = ${to} where city = ${city} and account_id = ${from}`,
    erase: ({ city, accountId }) => sql`
      update appeal set reason_sealed = '' where city = ${city} and account_id = ${accountId}`,
  },
  message_grant: {
    // Each platform keeps its own allowances; they follow the account that the platform sees now.
    move: ({ city, from, to }) => sql`
      insert into message_grant (city, account_id, channel, template, remaining, language, updated_at)
      select city, ${to}::uuid, channel, template, remaining, language, updated_at from message_grant
      where city = ${city} and account_id = ${from}
      on conflict (city, account_id, channel, template)
        do update set remaining = message_grant.remaining + excluded.remaining`,
    erase: ({ city, accountId }) => sql`
      delete from message_grant where city = ${city} and account_id = ${accountId}`,
  },
  consent: {
    // Each account agreed for itself, and the proof that one agreed, or took it back, outlives the data.
    move: null,
    erase: null,
  },
  remembered_write: {
    // Answers for retries, kept for a day under the account that asked, which a linked one keeps to itself.
    move: null,
    erase: ({ city, accountId }) => sql`
      delete from remembered_write where city = ${city} and account_id in (
        select id from account where city = ${city} and (id = ${accountId} or principal_id = ${accountId}))`,
  },
  sign_in: {
    // Ended with the account; they expire within days, and until then keep its tokens refused.
    move: null,
    erase: ({ city, accountId }) => sql`
      update sign_in set device = '' where city = ${city} and account_id = ${accountId}`,
  },
  staff_member: {
    // A post belongs to the hall: a supervisor ends it.
    move: null,
    erase: null,
  },
};

/** The tables that the list knows; for the test. */
export const tablesOfAccounts: readonly string[] = Object.keys(fates);

/** What deletes an account's rows, table by table. */
export const accountErasures = Object.values(fates).flatMap(({ erase }) => (erase === null ? [] : [erase]));

/** Gives everything of one account to another. People whom both have saved stay once. */
export async function moveAccountRows(transaction: Queryable, { city, from, to }: Move): Promise<void> {
  await transaction.rows(sql`
    delete from person where city = ${city} and account_id = ${from} and document_blind in (
      select document_blind from person where city = ${city} and account_id = ${to})`);
  for (const { move } of Object.values(fates)) {
    if (move !== null) await transaction.rows(move({ city, from, to }));
  }
}
