import type { identity } from '../../contract/identity';
import { accept, refuse } from '../../domain/outcome';
import { audit } from '../_database/audit';
import type { Queryable } from '../_database/database';
import { once } from '../_database/once';
import { sql } from '../_database/sql';
import { findPersonRows } from '../_people/personRows';
import { type Answer, deny } from '../_runtime/answer';
import type { CallContext, Handler } from '../_runtime/serve';
import type { IdentityDependencies } from './dependencies';

/** Deletes a saved person. Someone with a live reservation of this account stays until it is over or cancelled. */
export const removePerson: Handler<typeof identity.removePerson, IdentityDependencies> = async (
  { database, sealer },
  { id },
  context,
) => {
  const inputDigest = sealer.blind(id);
  const removed = await database.transaction((transaction) =>
    once(transaction, { ...context, operation: 'identity.removePerson', inputDigest }, () =>
      remove(transaction, id, context),
    ),
  );
  return removed.ok ? accept({ removed: true as const }) : removed;
};

async function remove(transaction: Queryable, id: string, context: CallContext): Promise<Answer<string>> {
  const { city, accountId, now, requestId } = context;
  const [person] = await findPersonRows(transaction, city, accountId, [id]);
  if (person === undefined) return deny('NOT_FOUND');
  const live = await transaction.rows(sql`
    select 1 from applicant join reservation
      on reservation.city = applicant.city and reservation.id = applicant.reservation_id
    where applicant.city = ${city} and applicant.document_blind = ${person.document_blind} and applicant.live
      and reservation.account_id = ${accountId} limit 1`);
  if (live.length > 0) return refuse('PERSON_HAS_RESERVATION');

  await transaction.rows(
    sql`delete from person where city = ${city} and account_id = ${accountId} and id = ${id}`,
  );
  await transaction.rows(sql`
    update person set guardian_of = array_remove(guardian_of, ${id}::uuid)
    where city = ${city} and account_id = ${accountId}`);
  await audit(transaction, {
    city,
    at: now,
    actor: `citizen:${accountId}`,
    action: 'identity.removePerson',
    subject: `person:${id}`,
    requestId,
  });
  return accept(id);
}
