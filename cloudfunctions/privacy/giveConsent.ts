import type { privacy } from '../../contract/privacy';
import { accept } from '../../domain/outcome';
import { consentVersions } from '../../domain/trust/consents';
import { audit } from '../_database/audit';
import { sql } from '../_database/sql';
import { deny } from '../_runtime/answer';
import type { Handler } from '../_runtime/serve';
import { showConsents } from './showConsents';

/** Agrees to the wording that is shown now; to an older one nobody can agree any more. Twice is once. */
export const giveConsent: Handler<typeof privacy.giveConsent> = async (
  { database },
  { purpose, version },
  context,
) => {
  const { city, accountId, now, requestId } = context;
  if (version !== consentVersions[purpose]) return deny('INVALID_INPUT', { field: 'version' });
  await database.transaction(async (transaction) => {
    const granted = await transaction.rows(sql`
      insert into consent (city, account_id, purpose, version, granted_at)
      values (${city}, ${accountId}, ${purpose}, ${version}, ${now})
      on conflict (city, account_id, purpose, version)
        do update set granted_at = excluded.granted_at, withdrawn_at = null where consent.withdrawn_at is not null
      returning 1`);
    if (granted.length === 0) return;
    await audit(transaction, {
      city,
      at: now,
      actor: `citizen:${accountId}`,
      action: 'privacy.giveConsent',
      subject: `account:${accountId}`,
      after: { purpose, version },
      requestId,
    });
  });
  return accept(await showConsents(database, context));
};
