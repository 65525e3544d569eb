import type { desk } from '../../contract/desk';
import { type DocumentStatus, stepBack } from '../../domain/document/documentStatus';
import { accept, refuse } from '../../domain/outcome';
import { sql } from '../_database/sql';
import { showDocument } from '../_documents/documentRows';
import { deny } from '../_runtime/answer';
import type { Write } from '../_runtime/serve';
import { findDocuments } from './listDocuments';

/** One step back from the state that was seen, with the reason in the audit. */
export const correctDocument: Write<typeof desk.correctDocument> = async (
  { database, sealer },
  input,
  change,
) => {
  const { city, now } = change;
  const { document: id, hall, from, reason } = input;
  const to = stepBack(from);
  if (to === null) throw new Error(`Nothing is before ${from}.`);
  const [row] = await database.rows<{ status: DocumentStatus }>(sql`
        select status from document where city = ${city} and hall = ${hall} and id = ${id} for no key update`);
  if (row === undefined) return deny('NOT_FOUND', { field: 'document' });
  if (row.status !== from) return refuse('DOCUMENT_MOVED', { status: row.status });
  await database.rows(sql`
        update document set status = ${to}, updated_at = ${now}, collected_at = null,
          ready_at = case when ${to}::text = 'ready' then ready_at end
        where city = ${city} and id = ${id}`);
  await change.audit(`document:${id}`, { before: { status: from }, after: { status: to, reason } });
  const [shown] = await findDocuments(database, city, hall, [id]);
  return shown === undefined ? deny('NOT_FOUND') : accept({ document: showDocument(sealer, shown, now) });
};
