import pg from 'pg';
import { type Database, isRefusal, isTransient, type Queryable } from './database';
import type { Statement } from './sql';

export interface PostgresOptions {
  readonly connectionString: string;
  /** Connections. One in an event function (it serves one request at a time), 2 to 8 in a host. */
  readonly poolSize: number;
  /** False behind PgBouncer older than 1.21 in transaction mode. */
  readonly prepareStatements: boolean;
  /** A statement that runs longer is ended. Milliseconds. */
  readonly statementTimeoutMilliseconds?: number;
}

const ATTEMPTS = 4;
/** A server that is silent for so long after it should have ended a statement is taken for lost. Milliseconds. */
const UNREACHABLE_AFTER = 3_000;
const { builtins } = pg.types;

/** PostgreSQL through node-postgres. */
export function openPostgres(options: PostgresOptions): Database {
  const statementTimeout = options.statementTimeoutMilliseconds ?? 5_000;
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    max: options.poolSize,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: statementTimeout,
    // The server ends a slow statement by itself; only one that cannot be reached leaves it to us.
    query_timeout: statementTimeout + UNREACHABLE_AFTER,
    keepAlive: true,
    types: { getTypeParser },
  });
  // A connection that the server ends says so here when it is idle, and on the client itself when it is checked out.
  // Without a listener either would end the process; the statement that is under way rejects in both cases.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));

  const queryable = (client: pg.Pool | pg.PoolClient): Queryable => ({
    async rows<Row>(statement: Statement) {
      const { name, text, values } = statement;
      const result = await client.query(
        options.prepareStatements ? { name, text, values: [...values] } : { text, values: [...values] },
      );
      return result.rows as Row[];
    },
  });

  async function attempt<T>(work: (transaction: Queryable) => Promise<T>): Promise<T> {
    const client = await pool.connect();
    let broken = false;
    try {
      await client.query('begin');
      const result = await work(queryable(client));
      await client.query(isRefusal(result) ? 'rollback' : 'commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch(() => {
        broken = true;
      });
      throw error;
    } finally {
      client.release(broken);
    }
  }

  return {
    engine: 'postgres',
    ...queryable(pool),
    async transaction<T>(work: (transaction: Queryable) => Promise<T>) {
      for (let tries = 1; ; tries += 1) {
        try {
          return await attempt(work);
        } catch (error) {
          if (!isTransient(error) || tries === ATTEMPTS) throw error;
          await pause(Math.random() * 20 * tries);
        }
      }
    },
    async script(text) {
      const client = await pool.connect();
      try {
        await client.query(`begin;\n${text}\n;commit;`);
        client.release();
      } catch (error) {
        await client.query('rollback').then(
          () => client.release(),
          () => client.release(true),
        );
        throw error;
      }
    },
    async alone(name, work) {
      // A connection of its own: the pool may have one only, and its statements end after some seconds. The lock is of
      // a transaction, so that it holds through PgBouncer as well, and ends with the connection whatever happens.
      const client = new pg.Client({ connectionString: options.connectionString, keepAlive: true });
      client.on('error', () => undefined);
      try {
        await client.connect();
        await client.query('begin');
        await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [name]);
        return await work();
      } finally {
        await client.end().catch(() => undefined);
      }
    },
    close: () => pool.end(),
  };
}

function getTypeParser(oid: number, format?: 'text' | 'binary'): unknown {
  if (oid === builtins.DATE) return (text: string) => text;
  if (oid === builtins.INT8 || oid === builtins.NUMERIC) return Number;
  return format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid, 'text');
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
