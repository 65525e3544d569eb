import type { Database, Queryable } from '../../cloudfunctions/_database/database';
import type { Statement } from '../../cloudfunctions/_database/sql';

/** The same database, which also writes down every statement that it is given. */
export function recordStatements(database: Database): { database: Database; statements: Set<string> } {
  const statements = new Set<string>();
  const recorded = (queryable: Queryable): Queryable => ({
    rows: (statement: Statement) => {
      statements.add(statement.text);
      return queryable.rows(statement);
    },
  });
  return {
    statements,
    database: {
      ...database,
      ...recorded(database),
      transaction: (work) => database.transaction((transaction) => work(recorded(transaction))),
    },
  };
}
