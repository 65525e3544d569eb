import type { requests } from '../../contract/requests';
import { accept } from '../../domain/outcome';
import { decideWithdrawal } from '../../domain/requests/decideRequest';
import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';
import { deleteFiles, endEvidence } from '../_evidence/deleteFiles';
import { lockRequest } from '../_requests/lockRequest';
import { type Answer, deny } from '../_runtime/answer';
import type { Change, Write } from '../_runtime/serve';
import { showOwn } from './showOwn';

/** Takes a request back and deletes its files at once. Taking back what was taken back changes nothing. */
export const withdraw: Write<typeof requests.withdraw> = async (dependencies, { request: id }, change) => {
  const withdrawn = await withdrawLocked(dependencies.database, id, change);
  return withdrawn.ok ? showOwn(dependencies, change, id) : withdrawn;
};

async function withdrawLocked(
  transaction: Queryable,
  id: string,
  { city, accountId, now, audit, afterCommit }: Change,
): Promise<Answer<null>> {
  const row = await lockRequest(transaction, city, id);
  if (row === undefined || row.account_id !== accountId) return deny('NOT_FOUND', { field: 'request' });
  if (row.status === 'withdrawn') return accept(null);
  const decided = decideWithdrawal(row);
  if (!decided.ok) return decided;
  await transaction.rows(sql`
    update request set status = 'withdrawn', updated_at = ${now} where city = ${city} and id = ${id}`);
  const files = await transaction.rows<{ id: string }>(sql`
    select id from evidence where city = ${city} and request_id = ${id}`);
  const ids = files.map((file) => file.id);
  await endEvidence(transaction, city, ids);
  await audit(`request:${id}`, {
    before: { status: row.status },
    after: { status: 'withdrawn', files: ids.length },
  });
  afterCommit((dependencies) => deleteFiles(dependencies, city, ids));
  return accept(null);
}
