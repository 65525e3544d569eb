import type { desk } from '../../contract/desk';
import { type DocumentStatus, stepBack } from '../../domain/document/documentStatus';
import { accept, refuse } from '../../domain/outcome';
import { once } from '../_database/once';
import { sql } from '../_database/sql';
import { showDocument } from '../_documents/documentRows';
import { deny } from '../_runtime/answer';
import type { Handler } from '../_runtime/serve';
import { findDocuments } from './listDocuments';
import { recordDocument } from './recordDocument';

/** One step back from the state that was seen, with the reason in the audit. */
export const correctDocument: Handler<typeof desk.correctDocument> = async (dependencies, input, context) => {
  const { database, sealer } = dependencies;
  const { city, now } = context;
  const { document: id, hall, from, reason } = input;
  const to = stepBack(from);
  if (to === null) throw new Error(`Nothing is before ${from}.`);
  const inputDigest = sealer.blind(JSON.stringify(input));
  const corrected = await database.transaction((transaction) =>
    once(transaction, { ...context, operation: 'desk.correctDocument', inputDigest }, async () => {
      const [row] = await transaction.rows<{ status: DocumentStatus }>(sql`
        select status from document where city = ${city} and hall = ${hall} and id = ${id} for no key update`);
      if (row === undefined) return deny('NOT_FOUND', { field: 'document' });
      if (row.status !== from) return refuse('DOCUMENT_MOVED', { status: row.status });
      await transaction.rows(sql`
        update document set status = ${to}, updated_at = ${now}, collected_at = null,
          ready_at = case when ${to}::text = 'ready' then ready_at end
        where city = ${city} and id = ${id}`);
      const after = { status: to, reason };
      await recordDocument(transaction, 'desk.correctDocument', id, { status: from }, after, context);
      return accept(id);
    }),
  );
  if (!corrected.ok) return corrected;
  const [shown] = await findDocuments(database, city, hall, [id]);
  return shown === undefined ? deny('NOT_FOUND') : accept({ document: showDocument(sealer, shown, now) });
};
