import type { oversight } from '../../contract/oversight';
import { accept } from '../../domain/outcome';
import { audit } from '../_database/audit';
import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';
import { notify } from '../_notifications/notify';
import { type Answer, deny } from '../_runtime/answer';
import type { CallContext, Handler } from '../_runtime/serve';
import { refuseOthers } from './supervisor';

/** Lifts a pause and forgives its visits, or lets it stand. Deciding again changes nothing. */
export const decideAppeal: Handler<typeof oversight.decideAppeal> = async (
  { database },
  { appeal, decision },
  context,
) => {
  const refused = refuseOthers(context.caller);
  if (refused !== null) return refused;
  const { city, accountId, now, requestId } = context;
  return database.transaction(async (transaction): Promise<Answer<{ status: typeof decision }>> => {
    const [decided] = await transaction.rows<{ pause_id: string; account_id: string }>(sql`
      update appeal set status = ${decision}, decided_by = ${accountId}, decided_at = ${now}
      where city = ${city} and id = ${appeal} and status = 'open' returning pause_id, account_id`);
    if (decided === undefined) return deny('NOT_FOUND');
    if (decision === 'granted') await lift(transaction, context, decided.pause_id);
    const subject = `pause:${decided.pause_id}`;
    await audit(transaction, {
      city,
      at: now,
      actor: `staff:${accountId}`,
      action: 'oversight.decideAppeal',
      subject,
      after: { decision },
      requestId,
    });
    const kind = `standing.appeal-${decision}`;
    await notify(transaction, { city, accountId: decided.account_id, kind, subject, facts: {}, now });
    return accept({ status: decision });
  });
};

async function lift(transaction: Queryable, { city, now }: CallContext, pauseId: string): Promise<void> {
  await transaction.rows(sql`
    update booking_pause set lifted_at = ${now} where city = ${city} and id = ${pauseId}`);
  await transaction.rows(sql`
    update missed_visit set forgiven_at = ${now} where city = ${city} and pause_id = ${pauseId}`);
}
