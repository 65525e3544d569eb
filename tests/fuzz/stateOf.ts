import type { Database } from '../../cloudfunctions/_database/database';
import { sql } from '../../cloudfunctions/_database/sql';

/**
 * Tries are counted on purpose when they are refused, and the parts of a file that turns out to be bad are deleted with
 * its refusal; everything else must stay.
 */
const COUNTED = new Set(['attempt', 'document_try', 'evidence', 'evidence_part']);

/** A digest of every row of every table: the same digest is the same state. */
export async function stateOf(database: Database): Promise<string> {
  const tables = await database.rows<{ name: string }>(sql`
    select table_name as name from information_schema.tables where table_schema = 'public' order by 1`);
  const digests = tables
    .filter(({ name }) => !COUNTED.has(name))
    .map(
      ({ name }) =>
        `(select '${name}:' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '-') from "${name}" t)`,
    );
  const [row] = await database.rows<{ state: string }>({
    text: `select concat_ws(' ', ${digests.join(', ')}) as state`,
    values: [],
    name: '',
  });
  return row?.state ?? '';
}
