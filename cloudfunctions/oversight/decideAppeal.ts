import type { oversight } from '../../contract/oversight';
import { accept } from '../../domain/outcome';
import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';
import { deny } from '../_runtime/answer';
import type { CallContext, Write } from '../_runtime/serve';

/** Lifts a pause and forgives its visits, or lets it stand. Deciding again changes nothing. */
export const decideAppeal: Write<typeof oversight.decideAppeal> = async (
  { database },
  { appeal, decision },
  change,
) => {
  const { city, accountId, now } = change;
  const [decided] = await database.rows<{ pause_id: string; account_id: string }>(sql`
      update appeal set status = ${decision}, decided_by = ${accountId}, decided_at = ${now}
      where city = ${city} and id = ${appeal} and status = 'open' returning pause_id, account_id`);
  if (decided === undefined) return deny('NOT_FOUND');
  if (decision === 'granted') await lift(database, change, decided.pause_id);
  const subject = `pause:${decided.pause_id}`;
  await change.audit(subject, { after: { decision } });
  await change.notify(decided.account_id, `standing.appeal-${decision}`, subject, {});
  return accept({ status: decision });
};

async function lift(transaction: Queryable, { city, now }: CallContext, pauseId: string): Promise<void> {
  await transaction.rows(sql`
    update booking_pause set lifted_at = ${now} where city = ${city} and id = ${pauseId}`);
  await transaction.rows(sql`
    update missed_visit set forgiven_at = ${now} where city = ${city} and pause_id = ${pauseId}`);
}
