import type { z } from 'zod';
import type { desk } from '../../contract/desk';
import { accept } from '../../domain/outcome';
import { decideReview, expiryOf } from '../../domain/requests/decideRequest';
import type { Queryable } from '../_database/database';
import { requestRulesOf } from '../_database/rules';
import { sql } from '../_database/sql';
import { requestTextContext } from '../_people/contexts';
import { lockRequest, toFacts } from '../_requests/lockRequest';
import { type Answer, deny } from '../_runtime/answer';
import type { Sealer } from '../_runtime/sealing';
import type { Change, Write } from '../_runtime/serve';
import { showReviewedOne } from './showReviewedOne';

/** Decides on a request and tells its citizen. Nobody decides on their own. */
export const review: Write<typeof desk.review> = async (dependencies, input, change) => {
  const { database, sealer } = dependencies;
  const decided = await reviewLocked(database, sealer, input, change);
  return decided.ok ? showReviewedOne(dependencies, change, input.hall, input.request) : decided;
};

async function reviewLocked(
  transaction: Queryable,
  sealer: Sealer,
  { hall, request: id, decision, note }: z.output<typeof desk.review.input>,
  { city, accountId, now, audit, notify }: Change,
): Promise<Answer<string>> {
  const row = await lockRequest(transaction, city, id);
  if (row === undefined || row.hall !== hall) return deny('NOT_FOUND', { field: 'request' });
  if (row.account_id === accountId) return deny('NOT_ALLOWED');
  const possible = decideReview(toFacts(row, now), decision);
  if (!possible.ok) return possible;
  const rules = await requestRulesOf(transaction, city);
  const expiresAt = decision === 'approved' ? expiryOf(now, rules, row.letter_until) : null;
  const sealed = note === '' ? '' : sealer.seal(note, requestTextContext(id, 'note'));
  await transaction.rows(sql`
    update request set status = ${decision}, decision = ${decision}, decided_at = ${now}, decided_by = ${accountId},
      note_sealed = ${sealed}, expires_at = ${expiresAt}, updated_at = ${now}
    where city = ${city} and id = ${id}`);
  const subject = `request:${id}`;
  await audit(subject, { before: { status: row.status }, after: { status: decision } });
  await notify(row.account_id, 'request.decided', subject, { hall, kind: row.kind, decision });
  return accept(id);
}
