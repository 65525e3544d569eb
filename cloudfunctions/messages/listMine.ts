import type { messages } from '../../contract/messages';
import { fillTemplate } from '../../domain/messages/fitField';
import { accept } from '../../domain/outcome';
import { sql } from '../_database/sql';
import { messagesOf, wordsOf } from '../_notifications/messageTable';
import type { NotificationFacts } from '../_notifications/notify';
import type { Handler } from '../_runtime/serve';

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly facts: NotificationFacts;
  readonly created_at: Date;
  readonly sent_at: Date | null;
}

/** Everything that would have been told, so that nobody depends on a platform's message. */
export const listMine: Handler<typeof messages.listMine> = async (
  { database },
  { limit },
  { city, accountId },
) => {
  const kinds = await messagesOf(database, city);
  const rows = await database.rows<Row>(sql`
    select id, kind, subject, facts, created_at, sent_at from notification
    where city = ${city} and account_id = ${accountId} order by created_at desc, id desc limit ${limit}`);
  const shown = await Promise.all(
    rows.map(async (row) => {
      const message = kinds.find(({ kind }) => kind === row.kind);
      if (message === undefined) return [];
      const [zh, en] = await Promise.all([
        wordsOf(database, city, row, 'zh'),
        wordsOf(database, city, row, 'en'),
      ]);
      const text = { zh: fillTemplate(message.text.zh, zh), en: fillTemplate(message.text.en, en) };
      const { id, kind, subject, created_at, sent_at } = row;
      return [
        {
          id,
          at: created_at.toISOString(),
          kind,
          subject,
          title: message.title,
          text,
          page: fillTemplate(message.page, zh),
          sent: sent_at !== null,
        },
      ];
    }),
  );
  return accept({ messages: shown.flat() });
};
