import { mkdir, rename, rm, stat, unlink } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import path from 'node:path';
import type { Database } from '../cloudfunctions/_database/database';
import { openPglite } from '../cloudfunctions/_database/pgliteDatabase';

const DATABASE = 'database';
const UNFINISHED = 'database.unfinished';
const LOCK = 'host.lock';

export interface DataFolder {
  readonly database: Database;
  /** Lets another process open the folder. */
  unlock(): Promise<void>;
}

/** The data folder is open in another process; PGlite itself would silently lose rows. */
export class DataFolderInUse extends Error {
  constructor(folder: string) {
    super(`Another process has the data folder ${folder} open. Stop it first, or choose another DATA_DIR.`);
  }
}

/** What lies in the data folder is not a database that opens. */
export class DataFolderBroken extends Error {
  constructor(place: string, cause: unknown) {
    super(
      `DATA_DIR: the embedded database in ${place} does not open: it is damaged or of another version. ` +
        'Move that folder away to begin anew, or put a copy of it back.',
      { cause },
    );
  }
}

/**
 * Opens the embedded database in a folder, for this process alone. A new one is prepared beside and renamed when
 * it is complete, so that a kill during the first start leaves nothing that looks like a database.
 */
export async function openDataFolder(
  folder: string,
  prepare: (database: Database) => Promise<void>,
): Promise<DataFolder> {
  await mkdir(folder, { recursive: true });
  const lock = await takeLock(folder);
  const place = path.join(folder, DATABASE);
  const unfinished = path.join(folder, UNFINISHED);
  await rm(unfinished, { recursive: true, force: true });
  if (!(await exists(place))) {
    const fresh = await openPglite(unfinished);
    await prepare(fresh);
    await fresh.close();
    await rename(unfinished, place);
  }
  const database = await openPglite(place).catch((error: unknown) => {
    throw new DataFolderBroken(place, error);
  });
  return { database, unlock: () => closeServer(lock) };
}

/**
 * The lock is a socket that this process listens on: it ends with the process, however that ends, and a socket
 * that nobody answers is a leftover.
 */
async function takeLock(folder: string): Promise<Server> {
  const socket = shorterPath(path.join(path.resolve(folder), LOCK));
  const taken = await listen(socket);
  if (taken !== undefined) return taken;
  if (await someoneAnswers(socket)) throw new DataFolderInUse(folder);
  await unlink(socket).catch(() => undefined);
  const retaken = await listen(socket);
  if (retaken === undefined) throw new DataFolderInUse(folder);
  return retaken;
}

/** Undefined when the place is taken already. */
function listen(socket: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((connection) => connection.destroy());
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    server.listen(socket, () => resolve(server.unref()));
  });
}

function someoneAnswers(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = connect(socket);
    connection.once('connect', () => {
      connection.destroy();
      resolve(true);
    });
    connection.once('error', () => resolve(false));
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}

/** The kernel takes about a hundred characters for the path of a socket. */
function shorterPath(absolute: string): string {
  const relative = path.relative(process.cwd(), absolute);
  return relative.length < absolute.length ? relative : absolute;
}

function exists(place: string): Promise<boolean> {
  return stat(place).then(
    () => true,
    () => false,
  );
}
