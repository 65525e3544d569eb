import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';
import type { Dependencies } from '../_runtime/dependencies';
import { fileName } from './sealedFile';

/** Ends files at once: their keys and parts go with this transaction, the bytes follow with `deleteFiles`. */
export async function endEvidence(
  transaction: Queryable,
  city: string,
  ids: readonly string[],
): Promise<void> {
  await transaction.rows(sql`
    delete from evidence_part where city = ${city} and evidence_id = any(${ids}::uuid[])`);
  await transaction.rows(sql`
    update evidence set status = 'ended', key_sealed = '' where city = ${city} and id = any(${ids}::uuid[])`);
}

/** Deletes the bytes of files that have ended, and then their rows: a fault in between is mended by the next run. */
export async function deleteFiles(
  { database, files }: Pick<Dependencies, 'database' | 'files'>,
  city: string,
  ids: readonly string[],
): Promise<void> {
  for (const id of ids) {
    await files.remove(fileName(city, id));
    await database.rows(sql`
      delete from evidence where city = ${city} and id = ${id} and status = 'ended'`);
  }
}
