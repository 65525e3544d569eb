import type { Database } from '../../cloudfunctions/_database/database';
import { sql } from '../../cloudfunctions/_database/sql';

/** Every row of every table as text, by table: what someone who steals the database can read. */
export async function everythingStored(database: Database): Promise<ReadonlyMap<string, string>> {
  const tables = await database.rows<{ name: string }>(
    sql`select table_name as name from information_schema.tables where table_schema = 'public'`,
  );
  const contents = new Map<string, string>();
  for (const { name } of tables) {
    const rows = await database.rows<{ row: string }>({
      text: `select to_jsonb(t)::text as row from "${name}" t`,
      values: [],
      name: '',
    });
    contents.set(name, rows.map(({ row }) => row).join('\n'));
  }
  return contents;
}
