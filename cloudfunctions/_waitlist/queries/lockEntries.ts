import { formatSlotId } from '../../../domain/availability/slotId';
import type { FreedSlot } from '../../../domain/waitlist/matchSlot';
import type { Queryable } from '../../_database/database';
import { lockSlot } from '../../_database/slots';
import { sql } from '../../_database/sql';
import { type Entry, type EntryRow, toEntry } from '../entry';

/**
 * Locks the first who may have seats of a slot, in the order of the list and no more of them than there are seats.
 * The conditions repeat `matchSlot`, which has the last word.
 */
export async function lockFirstInLine(
  transaction: Queryable,
  city: string,
  slot: FreedSlot,
): Promise<Entry[]> {
  const { key, services, open, heldUntil } = slot;
  const rows = await transaction.rows<EntryRow>(sql`
    select id, account_id, status, priority, joined_at, lane, halls, from_date, to_date, earliest_minute,
      latest_minute, services, seats, automatic, declined, offered_hall, offered_date, offered_minute, held_until
    from waitlist_entry
    where city = ${city} and status = 'waiting' and lane = ${key.lane} and ${key.hall} = any(halls)
      and ${key.date}::date between from_date and to_date
      and ${key.startMinute}::integer between earliest_minute and latest_minute
      and services <@ ${services}::text[] and seats <= ${open}
      and (automatic or ${heldUntil !== null}) and not ${formatSlotId(key)} = any(declined)
    order by priority, joined_at, id limit ${open}
    for no key update`);
  return rows.map(toEntry);
}

/**
 * Locks a place and, before it, the slot whose seats are held for it: slots come first everywhere, so that nobody
 * waits in a circle. Undefined when there is none, `moved` when an offer came meanwhile whose slot is not locked.
 */
export async function lockEntry(
  transaction: Queryable,
  city: string,
  id: string,
): Promise<Entry | 'moved' | undefined> {
  const before = await readEntry(transaction, city, id);
  const held = before?.offer?.slot;
  if (held !== undefined) await lockSlot(transaction, city, held);
  await transaction.rows(sql`
    select 1 from waitlist_entry where city = ${city} and id = ${id} for no key update`);
  const entry = await readEntry(transaction, city, id);
  const slot = heldSlot(entry);
  return slot === undefined || slot === heldSlot(before) ? entry : 'moved';
}

async function readEntry(transaction: Queryable, city: string, id: string): Promise<Entry | undefined> {
  const [row] = await transaction.rows<EntryRow>(sql`
    select id, account_id, status, priority, joined_at, lane, halls, from_date, to_date, earliest_minute,
      latest_minute, services, seats, automatic, declined, offered_hall, offered_date, offered_minute, held_until
    from waitlist_entry where city = ${city} and id = ${id}`);
  return row === undefined ? undefined : toEntry(row);
}

function heldSlot(entry: Entry | undefined): string | undefined {
  const slot = entry?.offer?.slot;
  return slot === undefined ? undefined : formatSlotId(slot);
}
