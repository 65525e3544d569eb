import type { privacy } from '../../contract/privacy';
import { accept } from '../../domain/outcome';
import { audit } from '../_database/audit';
import { sql } from '../_database/sql';
import type { Handler } from '../_runtime/serve';
import { showConsents } from './showConsents';

/** Takes an agreement back. Nothing new is collected; what is kept already is deleted by `deleteMine`. */
export const withdrawConsent: Handler<typeof privacy.withdrawConsent> = async (
  { database },
  { purpose },
  context,
) => {
  const { city, accountId, now, requestId } = context;
  await database.transaction(async (transaction) => {
    const withdrawn = await transaction.rows(sql`
      update consent set withdrawn_at = ${now}
      where city = ${city} and account_id = ${accountId} and purpose = ${purpose} and withdrawn_at is null
      returning 1`);
    if (withdrawn.length === 0) return;
    await audit(transaction, {
      city,
      at: now,
      actor: `citizen:${accountId}`,
      action: 'privacy.withdrawConsent',
      subject: `account:${accountId}`,
      after: { purpose },
      requestId,
    });
  });
  return accept(await showConsents(database, context));
};
