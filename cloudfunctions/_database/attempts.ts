import type { Queryable } from './database';
import { sql } from './sql';

export interface AttemptLimit {
  readonly city: string;
  /** Blind: an address is personal data. */
  readonly who: string;
  readonly max: number;
  readonly windowSeconds: number;
  readonly now: Date;
}

/**
 * Counts a try over all instances and gives the seconds until the next window when there were too many, else null.
 * One statement, outside any transaction of the operation, so that a refused try counts too.
 */
export async function countAttempt(database: Queryable, limit: AttemptLimit): Promise<number | null> {
  const { city, who, max, windowSeconds, now } = limit;
  const window = windowSeconds * 1000;
  const startsAt = new Date(Math.floor(now.getTime() / window) * window);
  const [row] = await database.rows<{ tries: number }>(sql`
    insert into attempt (city, who, starts_at, tries) values (${city}, ${who}, ${startsAt}, 1)
    on conflict (city, who, starts_at) do update set tries = attempt.tries + 1 returning tries`);
  if ((row?.tries ?? 0) <= max) return null;
  return Math.ceil((startsAt.getTime() + window - now.getTime()) / 1000);
}
