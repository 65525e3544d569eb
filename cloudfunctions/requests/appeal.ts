import type { z } from 'zod';
import type { requests } from '../../contract/requests';
import { accept } from '../../domain/outcome';
import { decideAppeal, reviewDueAt } from '../../domain/requests/decideRequest';
import { calendarOf } from '../_database/calendar';
import type { Queryable } from '../_database/database';
import { requestRulesOf } from '../_database/rules';
import { sql } from '../_database/sql';
import { requestTextContext } from '../_people/contexts';
import { lockRequest, toFacts } from '../_requests/lockRequest';
import { type Answer, deny } from '../_runtime/answer';
import type { Sealer } from '../_runtime/sealing';
import type { Change, Write } from '../_runtime/serve';
import { attachEvidence } from './attachEvidence';
import { showOwn } from './showOwn';

/** Asks the hall to look at a refusal again, with another word and better papers. Once for each request. */
export const appeal: Write<typeof requests.appeal> = async (dependencies, input, change) => {
  const { database, sealer } = dependencies;
  const appealed = await appealLocked(database, sealer, input, change);
  return appealed.ok ? showOwn(dependencies, change, input.request) : appealed;
};

async function appealLocked(
  transaction: Queryable,
  sealer: Sealer,
  { request: id, reason, evidence }: z.output<typeof requests.appeal.input>,
  change: Change,
): Promise<Answer<string>> {
  const { city, accountId, now } = change;
  const row = await lockRequest(transaction, city, id);
  if (row === undefined || row.account_id !== accountId) return deny('NOT_FOUND', { field: 'request' });
  const rules = await requestRulesOf(transaction, city);
  const decided = decideAppeal(toFacts(row, now), rules);
  if (!decided.ok) return decided;
  const attached = await attachEvidence(transaction, id, evidence, 2 * rules.evidenceFilesMax, change);
  if (!attached.ok) return attached;
  const dueAt = reviewDueAt(await calendarOf(transaction), row.kind, now, rules);
  const sealed = sealer.seal(reason, requestTextContext(id, 'appeal'));
  await transaction.rows(sql`
    update request set status = 'appealed', appealed_at = ${now}, appeal_sealed = ${sealed}, due_at = ${dueAt},
      overdue_at = null, updated_at = ${now}
    where city = ${city} and id = ${id}`);
  await change.audit(`request:${id}`, {
    before: { status: row.status },
    after: { status: 'appealed', files: evidence.length },
  });
  return accept(id);
}
