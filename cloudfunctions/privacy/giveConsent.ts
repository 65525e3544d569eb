import type { privacy } from '../../contract/privacy';
import { accept } from '../../domain/outcome';
import { consentVersions } from '../../domain/trust/consents';
import { sql } from '../_database/sql';
import { deny } from '../_runtime/answer';
import type { Write } from '../_runtime/serve';
import { showConsents } from './showConsents';

/** Agrees to the wording that is shown now; to an older one nobody can agree any more. Twice is once. */
export const giveConsent: Write<typeof privacy.giveConsent> = async (
  { database },
  { purpose, version },
  change,
) => {
  const { city, accountId, now } = change;
  if (version !== consentVersions[purpose]) return deny('INVALID_INPUT', { field: 'version' });
  const granted = await database.rows(sql`
      insert into consent (city, account_id, purpose, version, granted_at)
      values (${city}, ${accountId}, ${purpose}, ${version}, ${now})
      on conflict (city, account_id, purpose, version)
        do update set granted_at = excluded.granted_at, withdrawn_at = null where consent.withdrawn_at is not null
      returning 1`);
  if (granted.length > 0) await change.audit(`account:${accountId}`, { after: { purpose, version } });
  return accept(await showConsents(database, change));
};
