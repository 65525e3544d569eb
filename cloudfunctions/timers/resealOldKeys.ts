import type { Database } from '../_database/database';
import { sql } from '../_database/sql';
import { type SealedPlace, type SealedRow, sealedPlaces } from '../_people/sealedPlaces';
import type { Dependencies } from '../_runtime/dependencies';
import type { Timer } from './timer';

/** Rows that are read at once. */
const BATCH = 200;
/** Batches of one run, so that a run ends before the next one. */
const BATCHES = 50;
/** An instance that has not got the new ring yet may still seal with the old key: a place that is done is looked at again. */
const LOOK_AGAIN_HOURS = 24;

/**
 * Seals what an older key sealed with the current one, row by row beside whatever else happens: each row is changed
 * only while it is as it was read, so that a citizen's own change always wins. Gives how many rows were changed.
 */
export const resealOldKeys: Timer = async ({ database, sealer }, city, now) => {
  let changed = 0;
  for (const [name, place] of Object.entries(sealedPlaces)) {
    if (await isDone(database, city, name, sealer.currentKeyId, now)) continue;
    const outcome = await resealPlace({ database, sealer }, city, place);
    changed += outcome.changed;
    if (!outcome.complete) continue;
    await database.rows(sql`
      insert into resealing (city, place, key_id, done_at) values (${city}, ${name}, ${sealer.currentKeyId}, ${now})
      on conflict (city, place) do update set key_id = excluded.key_id, done_at = excluded.done_at`);
  }
  return changed;
};

async function isDone(database: Database, city: string, place: string, keyId: string, now: Date) {
  const since = new Date(now.getTime() - LOOK_AGAIN_HOURS * 3_600_000);
  const done = await database.rows(sql`
    select 1 from resealing
    where city = ${city} and place = ${place} and key_id = ${keyId} and done_at > ${since}`);
  return done.length > 0;
}

async function resealPlace(
  { database, sealer }: Pick<Dependencies, 'database' | 'sealer'>,
  city: string,
  place: SealedPlace,
): Promise<{ changed: number; complete: boolean }> {
  let changed = 0;
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const rows = await database.rows<SealedRow>(place.stale(city, sealer.currentKeyId, BATCH));
    if (rows.length === 0) return { changed, complete: true };
    for (const row of rows) {
      const context = place.context(row);
      const sealed = sealer.seal(sealer.open(row.sealed, context), context);
      await database.rows(place.reseal({ city, row, sealed }));
    }
    changed += rows.length;
  }
  return { changed, complete: false };
}
