import type { messages } from '../../contract/messages';
import { accept } from '../../domain/outcome';
import { sql } from '../_database/sql';
import { messagesOf } from '../_notifications/messageTable';
import type { Write } from '../_runtime/serve';

/** More than this is never kept: a person who taps "allow" each time is not flooded for years. */
const KEPT_AT_MOST = 10;

/** One "allow" is one message. Templates that this city does not use are left out. */
export const allow: Write<typeof messages.allow> = async (
  { database },
  { channel, templates, language },
  { city, accountId, now },
) => {
  const known = (await messagesOf(database, city)).flatMap((kind) => kind[channel]?.id ?? []);
  const allowed = [...new Set(templates)].filter((template) => known.includes(template)).sort();
  await database.rows(sql`
        insert into message_grant (city, account_id, channel, template, remaining, language, updated_at)
        select ${city}, ${accountId}::uuid, ${channel}, template, 1, ${language}, ${now}::timestamptz
        from unnest(${allowed}::text[]) as template
        on conflict (city, account_id, channel, template) do update
          set remaining = least(${KEPT_AT_MOST}, message_grant.remaining + 1), language = excluded.language,
            updated_at = excluded.updated_at`);
  return accept({ allowed });
};
