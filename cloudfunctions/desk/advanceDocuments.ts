import type { z } from 'zod';
import type { desk } from '../../contract/desk';
import { stepBack } from '../../domain/document/documentStatus';
import { accept } from '../../domain/outcome';
import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';
import { showDocument } from '../_documents/documentRows';
import { deny } from '../_runtime/answer';
import type { Change, Write } from '../_runtime/serve';
import { findDocuments } from './listDocuments';
import { tellReady } from './tellReady';

type Input = z.output<typeof desk.advanceDocuments.input>;

/** One step on for many at once. Only those in the state before it move, so that a retry or a second clerk harms nobody. */
export const advanceDocuments: Write<typeof desk.advanceDocuments> = async (
  { database, sealer },
  input,
  change,
) => {
  const { city, now } = change;
  const chosen = await choose(database, city, input);
  if (chosen.ids.length === 0 && 'ticket' in input.by) return deny('NOT_FOUND', { field: 'ticket' });
  await advance(database, chosen.ids, input, change);
  const rows = await findDocuments(database, city, input.hall, chosen.ids);
  const shown = rows.map((row) => showDocument(sealer, row, now));
  return accept({
    documents: shown.filter(({ status }) => status === input.to),
    unmoved: shown.filter(({ status }) => status !== input.to),
    unknown: chosen.unknown,
  });
};

interface Chosen {
  readonly ids: string[];
  readonly unknown: string[];
}

/** The documents that are meant, and what this hall does not know. */
async function choose(database: Queryable, city: string, { hall, by }: Input): Promise<Chosen> {
  const ids = 'documents' in by ? by.documents : [];
  const receipts = 'receipts' in by ? by.receipts.map((receipt) => receipt.toUpperCase()) : [];
  const ticket = 'ticket' in by ? by.ticket : null;
  const rows = await database.rows<{ id: string; receipt: string }>(sql`
    select id, receipt from document
    where city = ${city} and hall = ${hall}
      and (id = any(${ids}::uuid[]) or receipt = any(${receipts}::text[]) or ticket_id = ${ticket}::uuid)`);
  const known = new Set(rows.flatMap(({ id, receipt }) => [id, receipt]));
  return { ids: rows.map(({ id }) => id), unknown: [...ids, ...receipts].filter((each) => !known.has(each)) };
}

/** Locks in one order, so that two piles with the same receipts in them never wait for each other. */
async function advance(
  transaction: Queryable,
  ids: readonly string[],
  { to }: Input,
  change: Change,
): Promise<void> {
  const { city, now } = change;
  const from = stepBack(to);
  if (from === null) throw new Error(`No step leads to ${to}.`);
  const rows = await transaction.rows<{ id: string }>(sql`
    select id from document where city = ${city} and id = any(${ids}::uuid[]) and status = ${from}
    order by id for no key update`);
  const moving = rows.map(({ id }) => id);
  await transaction.rows(sql`
    update document set status = ${to}, updated_at = ${now},
      ready_at = case when ${to}::text = 'ready' then ${now}::timestamptz else ready_at end,
      collected_at = case when ${to}::text = 'collected' then ${now}::timestamptz else collected_at end
    where city = ${city} and id = any(${moving}::uuid[])`);
  for (const id of moving) {
    await change.audit(`document:${id}`, { before: { status: from }, after: { status: to } });
  }
  if (to === 'ready') await tellReady(transaction, moving, change);
}
