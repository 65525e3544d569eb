import { sqlState } from '../cloudfunctions/_database/database';
import { DataFolderBroken } from './dataFolder';
import type { HostEnv } from './env';
import { WebFolderMissing } from './webFiles';

/**
 * Why the host did not start, in one sentence that begins with the setting or names the file; undefined for a fault of
 * the product itself. Passwords in `DATABASE_URL` are never shown.
 */
export function explainStart(
  error: unknown,
  { DATABASE_URL, PORT, HOST, DATA_DIR }: HostEnv,
): string | undefined {
  if (error instanceof WebFolderMissing || error instanceof DataFolderBroken) return error.message;
  const code = codeOf(error);
  if (code === 'EADDRINUSE')
    return `PORT: port ${PORT} of ${HOST} is taken by another program; choose another.`;
  if (code === 'EADDRNOTAVAIL') return `HOST: this machine has no address ${HOST}.`;
  if (code === 'EACCES' && isListening(error)) return `PORT: this user may not listen on port ${PORT}.`;
  if (DATABASE_URL !== undefined) return explainServer(error, new URL(DATABASE_URL));
  const filed = ['EACCES', 'EPERM', 'ENOTDIR', 'EEXIST', 'EROFS', 'ENOSPC'];
  return filed.includes(code ?? '')
    ? `DATA_DIR: cannot keep the database in ${DATA_DIR} (${code}).`
    : undefined;
}

function explainServer(error: unknown, { hostname, port, pathname }: URL): string | undefined {
  const server = `${hostname}:${port === '' ? 5432 : port}`;
  const reasons: Readonly<Record<string, string>> = {
    ECONNREFUSED: `no PostgreSQL answers at ${server}`,
    ETIMEDOUT: `no PostgreSQL answers at ${server}`,
    ENOTFOUND: `there is no host ${hostname}`,
    EAI_AGAIN: `there is no host ${hostname}`,
    ECONNRESET: `what answers at ${server} is not PostgreSQL`,
    '28P01': `the server at ${server} refuses this user and password`,
    '28000': `the server at ${server} refuses this user`,
    '3D000': `there is no database ${pathname.slice(1)} on ${server}`,
    '42501': `this user may not create tables in the database ${pathname.slice(1)}`,
    '53300': `the server at ${server} has no connection left`,
    '57P03': `the server at ${server} is still starting`,
  };
  const reason = reasons[codeOf(error) ?? ''];
  return reason === undefined ? undefined : `DATABASE_URL: ${reason}.`;
}

/** The code of an error or of the first of several: Node tries every address of a name. */
function codeOf(error: unknown): string | undefined {
  return error instanceof AggregateError ? codeOf(error.errors[0]) : sqlState(error);
}

function isListening(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'listen';
}
