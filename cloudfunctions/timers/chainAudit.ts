import { type AuditRow, firstLink, nextLink } from '../_database/auditChain';
import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';
import { newId } from '../_runtime/ids';
import type { Sealer } from '../_runtime/sealing';
import type { Timer } from './timer';

/** Links of one transaction, and transactions of one run. */
const BATCH = 2_000;
const BATCHES = 25;

interface Unlinked extends AuditRow {
  readonly day: string;
}

interface Head {
  readonly entries: number;
  readonly head: string;
}

/** A transaction that began so long ago has ended: what it wrote is seen. Milliseconds. */
const LATEST_COMMIT = 120_000;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/**
 * Links the entries that were written since the last run into the chain of their day, in the order of their ids,
 * which grow with time. One instance at a time. Gives how many entries were linked.
 */
export const chainAudit: Timer = async ({ database, sealer }, city, now) => {
  const until = newId();
  let from = await startingPoint(database, city);
  let linked = 0;
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const done = await database.transaction((transaction) =>
      linkBatch(transaction, sealer, { city, now, from, until }),
    );
    linked += done.linked;
    if (done.last === null) break;
    from = done.last;
  }
  return linked;
};

/** A little before the newest link: whoever took an id then may have committed since. */
async function startingPoint(database: Queryable, city: string): Promise<string> {
  const [newest] = await database.rows<{ entry_id: string }>(sql`
    select entry_id from audit_link where city = ${city} order by entry_id desc limit 1`);
  if (newest === undefined) return FIRST_ID;
  const milliseconds = Number.parseInt(newest.entry_id.replaceAll('-', '').slice(0, 12), 16) - LATEST_COMMIT;
  const hex = milliseconds.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

interface Batch {
  readonly city: string;
  readonly now: Date;
  readonly from: string;
  readonly until: string;
}

/** Links one batch and gives the id up to which it went, or null after the last one. */
async function linkBatch(
  transaction: Queryable,
  sealer: Sealer,
  batch: Batch,
): Promise<{ linked: number; last: string | null }> {
  const { city, now } = batch;
  await takeTurn(transaction, city);
  const found = await readEntries(transaction, batch);
  const ids = found.map(({ id }) => id);
  const known = await transaction.rows<{ entry_id: string }>(sql`
    select entry_id from audit_link where city = ${city} and entry_id = any(${ids}::uuid[])`);
  const linked = new Set(known.map(({ entry_id }) => entry_id));
  const entries = found.filter(({ id }) => !linked.has(id));
  for (const day of new Set(entries.map((entry) => entry.day))) {
    const ofDay = entries.filter((entry) => entry.day === day);
    await linkDay(transaction, sealer, { city, day, now }, ofDay);
  }
  return { linked: entries.length, last: found.length < BATCH ? null : (ids.at(-1) ?? null) };
}

/** Two instances would give one number twice; the city's own row makes the second wait for the first. */
async function takeTurn(transaction: Queryable, city: string): Promise<void> {
  await transaction.rows(sql`select 1 from city where city = ${city} for no key update`);
}

function readEntries(transaction: Queryable, { city, from, until }: Batch): Promise<Unlinked[]> {
  return transaction.rows<Unlinked>(sql`
    select id, at, actor, action, subject, before, after, request_id,
      (at at time zone 'Asia/Shanghai')::date as day
    from audit_entry where city = ${city} and id > ${from} and id <= ${until} order by id limit ${BATCH}`);
}

async function linkDay(
  transaction: Queryable,
  sealer: Sealer,
  { city, day, now }: { readonly city: string; readonly day: string; readonly now: Date },
  entries: readonly Unlinked[],
): Promise<void> {
  const { entries: count, head } = await openDay(transaction, sealer, city, day);
  let previous = head;
  const links = entries.map((entry, index) => {
    previous = nextLink(sealer.blind, previous, entry);
    return { sequence: count + index + 1, entry_id: entry.id, hash: previous };
  });
  await transaction.rows(sql`
    insert into audit_link (city, day, sequence, entry_id, hash, sealed_at)
    select ${city}, ${day}::date, sequence, entry_id, hash, ${now}::timestamptz
    from json_to_recordset(${JSON.stringify(links)}::json) as link(sequence integer, entry_id uuid, hash text)`);
  await transaction.rows(sql`
    update audit_day set entries = ${count + links.length}, head = ${previous} where city = ${city} and day = ${day}`);
}

/** The head of a day's chain; a new day remembers where the one before it stood. */
async function openDay(transaction: Queryable, sealer: Sealer, city: string, day: string): Promise<Head> {
  const first = firstLink(sealer.blind, city, day);
  await transaction.rows(sql`
    insert into audit_day (city, day, head, previous_day, previous_entries, previous_head)
    select ${city}, ${day}::date, ${first}, before.day, before.entries, before.head
    from (select 1) one left join lateral (
      select day, entries, head from audit_day where city = ${city} and day < ${day}::date order by day desc limit 1
    ) before on true
    on conflict do nothing`);
  const [row] = await transaction.rows<Head>(sql`
    select entries, head from audit_day where city = ${city} and day = ${day}`);
  if (row === undefined) throw new Error('A day of the audit vanished while it was opened.');
  return row;
}
