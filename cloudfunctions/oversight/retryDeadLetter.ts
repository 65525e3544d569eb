import type { oversight } from '../../contract/oversight';
import { accept } from '../../domain/outcome';
import { audit } from '../_database/audit';
import { sql } from '../_database/sql';
import { type Answer, deny } from '../_runtime/answer';
import type { Handler } from '../_runtime/serve';
import { refuseOthers } from './supervisor';

/** Puts a message that was given up back into the outbox, with fresh tries. */
export const retryDeadLetter: Handler<typeof oversight.retryDeadLetter> = async (
  { database },
  { letter },
  { city, accountId, caller, now, requestId },
) => {
  const refused = refuseOthers(caller);
  if (refused !== null) return refused;
  return database.transaction(async (transaction): Promise<Answer<{ queued: true }>> => {
    const revived = await transaction.rows(sql`
      update notification set dead_at = null, attempts = 0, next_attempt_at = ${now}
      where city = ${city} and id = ${letter} and dead_at is not null returning id`);
    if (revived.length === 0) return deny('NOT_FOUND');
    await audit(transaction, {
      city,
      at: now,
      actor: `staff:${accountId}`,
      action: 'oversight.retryDeadLetter',
      subject: `notification:${letter}`,
      requestId,
    });
    return accept({ queued: true });
  });
};
