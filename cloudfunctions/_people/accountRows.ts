import type { Queryable } from '../_database/database';
import { type Statement, sql } from '../_database/sql';

interface Move {
  readonly city: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Every table with rows of an account, and what becomes of them when the account joins another one. Null: they stay
 * (they end or expire by themselves). A test compares this list with the schema, so that a new table must decide.
 */
const moves: Readonly<Record<string, ((move: Move) => Statement) | null>> = {
  person: ({ city, from, to }) => sql`
    update person set account_id = ${to} where city = ${city} and account_id = ${from}`,
  reservation: ({ city, from, to }) => sql`
    update reservation set account_id = ${to} where city = ${city} and account_id = ${from}`,
  remembered_write: null,
  sign_in: null,
  staff_member: null,
};

/** The tables that the list knows; for the test. */
export const tablesOfAccounts: readonly string[] = Object.keys(moves);

/** Gives everything of one account to another. People whom both have saved stay once. */
export async function moveAccountRows(transaction: Queryable, { city, from, to }: Move): Promise<void> {
  await transaction.rows(sql`
    delete from person where city = ${city} and account_id = ${from} and document_blind in (
      select document_blind from person where city = ${city} and account_id = ${to})`);
  for (const move of Object.values(moves)) {
    if (move !== null) await transaction.rows(move({ city, from, to }));
  }
}
