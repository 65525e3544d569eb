import { audit } from '../_database/audit';
import { requestRulesOf } from '../_database/rules';
import { sql } from '../_database/sql';
import { deleteFiles, endEvidence } from '../_evidence/deleteFiles';
import { newId } from '../_runtime/ids';
import type { Timer } from './timer';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Files of one run; the next run goes on. */
const FILES = 200;

/**
 * Deletes files whose time is over: of requests that have ended long enough ago, of uploads that nobody finished or
 * used, and those that were given up. The keys go first, so that a file whose deletion fails is noise until it is gone.
 */
export const deleteEvidence: Timer = async (dependencies, city, now) => {
  const { database } = dependencies;
  const rules = await requestRulesOf(database, city);
  const unusedSince = new Date(now.getTime() - rules.evidenceUnusedHours * HOUR);
  const endedSince = new Date(now.getTime() - rules.evidenceRetentionDays * DAY);
  const ids = await database.transaction(async (transaction) => {
    const over = await transaction.rows<{ id: string; status: string }>(sql`
      select id, status from evidence
      where city = ${city} and (status = 'ended'
        or (request_id is null and created_at < ${unusedSince})
        or exists (select 1 from request
          where request.city = ${city} and request.id = evidence.request_id and request.updated_at < ${endedSince}
            and request.status in ('refused', 'used', 'withdrawn', 'expired')))
      order by created_at limit ${FILES} for no key update skip locked`);
    const ending = over.filter(({ status }) => status !== 'ended').map(({ id }) => id);
    await endEvidence(transaction, city, ending);
    if (ending.length > 0) {
      await audit(transaction, {
        city,
        at: now,
        actor: 'system',
        action: 'timers.deleteEvidence',
        subject: `city:${city}`,
        after: { files: ending.length },
        requestId: newId(),
      });
    }
    return over.map(({ id }) => id);
  });
  await deleteFiles(dependencies, city, ids);
  return ids.length;
};
