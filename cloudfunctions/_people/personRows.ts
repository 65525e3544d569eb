import type { Residence } from '../../domain/person/residence';
import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';

/** A saved person as the table holds it. */
export interface PersonRow {
  readonly id: string;
  readonly document_blind: string;
  readonly sealed: string;
  readonly residence: Residence;
  readonly guardian_of: string[];
}

/** The people whom an account has saved, oldest first. */
export function listPersonRows(database: Queryable, city: string, accountId: string): Promise<PersonRow[]> {
  return database.rows<PersonRow>(sql`
    select id, document_blind, sealed, residence, guardian_of from person
    where city = ${city} and account_id = ${accountId} order by created_at, id`);
}

/** Those of the given ids that belong to the account. */
export function findPersonRows(
  database: Queryable,
  city: string,
  accountId: string,
  ids: readonly string[],
): Promise<PersonRow[]> {
  return database.rows<PersonRow>(sql`
    select id, document_blind, sealed, residence, guardian_of from person
    where city = ${city} and account_id = ${accountId} and id = any(${ids}::uuid[])`);
}

export { personContext } from './contexts';
