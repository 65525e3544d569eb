import type { Lane } from '../../domain/lane';
import { accept, refuse } from '../../domain/outcome';
import { decideUse } from '../../domain/requests/decideRequest';
import { audit } from '../_database/audit';
import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';
import { type Answer, deny } from '../_runtime/answer';
import type { CallContext } from '../_runtime/serve';
import { lockRequest, toFacts } from './lockRequest';

interface Use {
  readonly request: string;
  readonly reservationId: string;
  readonly lane: Lane;
  /** Blind documents of those who come. */
  readonly party: readonly string[];
}

type Who = Pick<CallContext, 'city' | 'accountId' | 'now' | 'requestId'>;

/**
 * Spends an approved request of this account on a visit that the same transaction makes. The caller has locked the
 * slot already: slots come before requests everywhere, so that nobody waits in a circle.
 */
export async function spendRequest(
  transaction: Queryable,
  { request: id, reservationId, lane, party }: Use,
  { city, accountId, now, requestId }: Who,
): Promise<Answer<null>> {
  const row = await lockRequest(transaction, city, id);
  if (row === undefined || row.account_id !== accountId) return deny('NOT_FOUND', { field: 'request' });
  const people = await transaction.rows<{ document_blind: string }>(sql`
    select document_blind from request_person where city = ${city} and request_id = ${id}`);
  const covered = people.map(({ document_blind }) => document_blind);
  const decided = decideUse({ ...toFacts(row, now), lane, covered, party });
  if (!decided.ok) return decided;
  const used = await transaction.rows(sql`
    update request set status = 'used', reservation_id = ${reservationId}, updated_at = ${now}
    where city = ${city} and id = ${id} and status = 'approved' returning 1`);
  if (used.length === 0) return refuse('REQUEST_NOT_APPROVED', { status: row.status });
  await audit(transaction, {
    city,
    at: now,
    actor: `citizen:${accountId}`,
    action: 'reservations.make',
    subject: `request:${id}`,
    before: { status: 'approved' },
    after: { status: 'used', reservation: reservationId },
    requestId,
  });
  return accept(null);
}

/** Gives the request of a cancelled visit back, so that another seat can be booked with it while it lasts. */
export async function giveRequestBack(
  transaction: Queryable,
  reservationId: string,
  { city, accountId, now, requestId }: Who,
): Promise<void> {
  const [row] = await transaction.rows<{ id: string }>(sql`
    update request set status = 'approved', reservation_id = null, updated_at = ${now}
    where city = ${city} and reservation_id = ${reservationId} and status = 'used' returning id`);
  if (row === undefined) return;
  await audit(transaction, {
    city,
    at: now,
    actor: `citizen:${accountId}`,
    action: 'reservations.cancel',
    subject: `request:${row.id}`,
    before: { status: 'used' },
    after: { status: 'approved' },
    requestId,
  });
}
