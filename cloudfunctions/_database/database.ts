import type { Statement } from './sql';

/** Something that runs statements: the database itself, or a transaction on it. */
export interface Queryable {
  /** The rows that a statement returns. Days come as `YYYY-MM-DD`, instants as Date, bigints and numerics as numbers. */
  rows<Row>(statement: Statement): Promise<Row[]>;
}

export interface Database extends Queryable {
  /**
   * Runs `work` in one READ COMMITTED transaction. A refusal (`ok: false`) or a throw rolls back; deadlocks and
   * serialization failures are tried again. No network call belongs inside.
   */
  transaction<T>(work: (transaction: Queryable) => Promise<T>): Promise<T>;
  /** Runs `work` while no other process on this database runs work of this name; it waits for its turn. */
  alone<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Runs a file of statements (a migration) in one transaction. */
  script(text: string): Promise<void>;
  close(): Promise<void>;
  readonly engine: 'postgres' | 'pglite';
}

/** True for a value that a transaction must not commit. */
export function isRefusal(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'ok' in value && value.ok === false;
}

/** The SQLSTATE of an error from either engine, or undefined for any other error. */
export function sqlState(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

const TRANSIENT_STATES = new Set(['40001', '40P01']);

export function isTransient(error: unknown): boolean {
  return TRANSIENT_STATES.has(sqlState(error) ?? '');
}

/** States of a server that is going away, starting, out of connections or out of time: the caller may try again. */
export function isUnavailable(error: unknown): boolean {
  const code = sqlState(error) ?? '';
  return (
    /^(57P0[1-5]|57014|55P03|53[0-9A-Z]{3}|08[0-9A-Z]{3})$/.test(code) ||
    /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND)$/.test(code) ||
    (error instanceof Error &&
      /Connection terminated|Connection ended|not queryable|connection error|Client was closed|timeout exceeded when trying to connect|Query read timeout|Cannot use a pool after calling end/i.test(
        error.message,
      ))
  );
}
