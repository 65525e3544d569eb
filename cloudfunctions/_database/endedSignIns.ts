import { EXPIRES_IN_SECONDS } from '../_runtime/tokens';
import type { Database, Queryable } from './database';
import { remember } from './memory';
import { sql } from './sql';

/** How long another instance may still believe an ended sign-in. Milliseconds. */
const BELIEVED_FOR = 3_000;
const HOUR = 3_600_000;

const readEnded = remember(async (database: Queryable, key: string): Promise<ReadonlySet<string>> => {
  const [city = '', since = ''] = key.split('/');
  const rows = await database.rows<{ id: string }>(sql`
    select id from sign_in where city = ${city} and ended_at > ${since}::timestamptz`);
  return new Set(rows.map(({ id }) => id));
}, BELIEVED_FOR);

/**
 * Sign-ins that ended while a token of theirs may still be valid. Each instance asks once in some seconds, so that
 * ending a sign-in is soon felt everywhere and a booking pays no query for it.
 */
export function endedSignIns(database: Queryable, city: string, now: Date): Promise<ReadonlySet<string>> {
  const hours = Math.floor((now.getTime() - EXPIRES_IN_SECONDS * 1000) / HOUR) - 1;
  return readEnded(database, `${city}/${new Date(hours * HOUR).toISOString()}`);
}

/** Lets this instance see at once what it has just ended. */
export function forgetEndedSignIns({ database }: { readonly database: Database }): void {
  readEnded.forget(database);
}
