import type { requests } from '../../contract/requests';
import { accept } from '../../domain/outcome';
import { decideWithdrawal } from '../../domain/requests/decideRequest';
import { audit } from '../_database/audit';
import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';
import { deleteFiles, endEvidence } from '../_evidence/deleteFiles';
import { lockRequest } from '../_requests/lockRequest';
import { type Answer, deny } from '../_runtime/answer';
import type { CallContext, Handler } from '../_runtime/serve';
import { showOwn } from './showOwn';

/** Takes a request back and deletes its files at once. Taking back what was taken back changes nothing. */
export const withdraw: Handler<typeof requests.withdraw> = async (dependencies, { request: id }, context) => {
  let files: readonly string[] = [];
  const withdrawn = await dependencies.database.transaction(async (transaction) => {
    const answer = await withdrawLocked(transaction, id, context);
    if (answer.ok) files = answer.value;
    return answer;
  });
  if (!withdrawn.ok) return withdrawn;
  await deleteFiles(dependencies, context.city, files);
  return showOwn(dependencies, context, id);
};

async function withdrawLocked(
  transaction: Queryable,
  id: string,
  { city, accountId, now, requestId }: CallContext,
): Promise<Answer<readonly string[]>> {
  const row = await lockRequest(transaction, city, id);
  if (row === undefined || row.account_id !== accountId) return deny('NOT_FOUND', { field: 'request' });
  if (row.status === 'withdrawn') return accept([]);
  const decided = decideWithdrawal(row);
  if (!decided.ok) return decided;
  await transaction.rows(sql`
    update request set status = 'withdrawn', updated_at = ${now} where city = ${city} and id = ${id}`);
  const files = await transaction.rows<{ id: string }>(sql`
    select id from evidence where city = ${city} and request_id = ${id}`);
  const ids = files.map((file) => file.id);
  await endEvidence(transaction, city, ids);
  await audit(transaction, {
    city,
    at: now,
    actor: `citizen:${accountId}`,
    action: 'requests.withdraw',
    subject: `request:${id}`,
    before: { status: row.status },
    after: { status: 'withdrawn', files: ids.length },
    requestId,
  });
  return accept(ids);
}
