import type { identity } from '../../contract/identity';
import { accept, refuse } from '../../domain/outcome';
import { sql } from '../_database/sql';
import { findPersonRows } from '../_people/personRows';
import { deny } from '../_runtime/answer';
import type { Write } from '../_runtime/serve';
import type { IdentityDependencies } from './dependencies';

/** Deletes a saved person. Someone with a live reservation of this account stays until it is over or cancelled. */
export const removePerson: Write<typeof identity.removePerson, IdentityDependencies> = async (
  { database },
  { id },
  { city, accountId, audit },
) => {
  const [person] = await findPersonRows(database, city, accountId, [id]);
  if (person === undefined) return deny('NOT_FOUND');
  const live = await database.rows(sql`
    select 1 from applicant join reservation
      on reservation.city = applicant.city and reservation.id = applicant.reservation_id
    where applicant.city = ${city} and applicant.document_blind = ${person.document_blind} and applicant.live
      and reservation.account_id = ${accountId} limit 1`);
  if (live.length > 0) return refuse('PERSON_HAS_RESERVATION');

  await database.rows(
    sql`delete from person where city = ${city} and account_id = ${accountId} and id = ${id}`,
  );
  await database.rows(sql`
    update person set guardian_of = array_remove(guardian_of, ${id}::uuid)
    where city = ${city} and account_id = ${accountId}`);
  await audit(`person:${id}`);
  return accept({ removed: true as const });
};
