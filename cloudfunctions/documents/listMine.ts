import { collectionFacts, type documents } from '../../contract/documents';
import { accept } from '../../domain/outcome';
import { cityDocument } from '../_database/cityDocuments';
import { sql } from '../_database/sql';
import { type DocumentRow, showDocument } from '../_documents/documentRows';
import { hallFactsOf } from '../_queue/hallHours';
import type { Handler } from '../_runtime/serve';

/** A family with several visits; older ones are in the copy of one's data. */
const SHOWN = 50;

/** What is awaited first, by the promised day; then what was collected, the last one first. */
export const listMine: Handler<typeof documents.listMine> = async ({ database, sealer }, _input, context) => {
  const { city, accountId, now } = context;
  const [rows, halls, collection] = await Promise.all([
    database.rows<DocumentRow>(sql`
      select * from document_entry
      where city = ${city} and sealed <> ''
        and ticket_id in (select id from ticket where city = ${city} and account_id = ${accountId})
      order by status = 'collected', collected_at desc, status = 'ready' desc, promised_on, id limit ${SHOWN}`),
    hallFactsOf(database, city),
    cityDocument(database, city, 'collection').then((facts) => collectionFacts.parse(facts)),
  ]);
  return accept({
    documents: rows.map((row) => {
      const { number: _number, documentNumber: _documentNumber, ...shown } = showDocument(sealer, row, now);
      const { hall } = row;
      return { ...shown, hall, hallName: halls.get(hall)?.name ?? { zh: hall, en: hall } };
    }),
    collection: collection.text,
    asOf: now.toISOString(),
  });
};
