import { type MessageTable, messageTable } from '../../contract/messages';
import { formatMinute } from '../../domain/calendar/hallTime';
import { cityDocument } from '../_database/cityDocuments';
import type { Queryable } from '../_database/database';
import { remember } from '../_database/memory';
import { sql } from '../_database/sql';
import type { NotificationFacts } from './notify';

export type MessageKind = MessageTable['messages'][number];
export type MessageLanguage = 'zh' | 'en';

/** What a city tells of each kind of event. */
export async function messagesOf(database: Queryable, city: string): Promise<readonly MessageKind[]> {
  return messageTable.parse(await cityDocument(database, city, 'messages')).messages;
}

const hallNames = remember(async (database: Queryable, city: string) => {
  const rows = await database.rows<{ hall: string; name: { zh: string; en: string } }>(sql`
    select hall, facts -> 'name' as name from hall where city = ${city}`);
  return new Map(rows.map(({ hall, name }) => [hall, name]));
});

/** Facts as words: the hall by its name, a day and minute as `2026-11-25 09:00`, the id of what it is about. */
export async function wordsOf(
  database: Queryable,
  city: string,
  { subject, facts }: { readonly subject: string; readonly facts: NotificationFacts },
  language: MessageLanguage,
): Promise<Readonly<Record<string, string>>> {
  const words = Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, String(value)]));
  const hall = (await hallNames(database, city)).get(words.hall ?? '');
  const when =
    typeof facts.startMinute === 'number' ? `${words.date} ${formatMinute(facts.startMinute)}` : undefined;
  return {
    ...words,
    ...(hall === undefined ? {} : { hall: hall[language] }),
    ...(when === undefined ? {} : { when }),
    id: subject.split(':')[1] ?? '',
  };
}
