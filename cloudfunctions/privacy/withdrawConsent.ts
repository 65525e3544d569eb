import type { privacy } from '../../contract/privacy';
import { accept } from '../../domain/outcome';
import { sql } from '../_database/sql';
import type { Write } from '../_runtime/serve';
import { showConsents } from './showConsents';

/** Takes an agreement back. Nothing new is collected; what is kept already is deleted by `deleteMine`. */
export const withdrawConsent: Write<typeof privacy.withdrawConsent> = async (
  { database },
  { purpose },
  change,
) => {
  const { city, accountId, now } = change;
  const withdrawn = await database.rows(sql`
      update consent set withdrawn_at = ${now}
      where city = ${city} and account_id = ${accountId} and purpose = ${purpose} and withdrawn_at is null
      returning 1`);
  if (withdrawn.length > 0) await change.audit(`account:${accountId}`, { after: { purpose } });
  return accept(await showConsents(database, change));
};
