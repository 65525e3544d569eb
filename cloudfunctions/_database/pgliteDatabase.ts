import { PGlite, types } from '@electric-sql/pglite';
import { type Database, isRefusal, type Queryable } from './database';
import type { Statement } from './sql';

const parsers = {
  [types.DATE]: (text: string) => text,
  [types.INT8]: Number,
  [types.NUMERIC]: Number,
};

interface Runner {
  query<Row>(text: string, values: unknown[], options: { parsers: typeof parsers }): Promise<{ rows: Row[] }>;
}

/**
 * PostgreSQL as WebAssembly in this process, kept in `folder`, or in memory without one. It has one connection:
 * transactions queue, so it cannot show a race; `.pg.test.ts` suites prove contention on a real server.
 */
export async function openPglite(folder?: string): Promise<Database> {
  const pglite = await PGlite.create(folder === undefined ? {} : { dataDir: folder });

  const queryable = (runner: Runner): Queryable => ({
    async rows<Row>(statement: Statement) {
      const result = await runner.query<Row>(statement.text, [...statement.values], { parsers });
      return result.rows;
    },
  });

  return {
    engine: 'pglite',
    ...queryable(pglite),
    transaction: <T>(work: (transaction: Queryable) => Promise<T>) =>
      pglite.transaction(async (runner) => {
        const result = await work(queryable(runner));
        if (isRefusal(result)) await runner.rollback();
        return result;
      }) as Promise<T>,
    async script(text) {
      await pglite.transaction((runner) => runner.exec(text));
    },
    // The folder is open in this process alone.
    alone: (_name, work) => work(),
    close: () => pglite.close(),
  };
}
