import type { SlotKey } from '../../domain/availability/slotId';
import { type FreedSlot, type Match, matchSlot } from '../../domain/waitlist/matchSlot';
import { listClosesAt, offerDeadline } from '../../domain/waitlist/waitlistRules';
import type { Queryable } from '../_database/database';
import { rulesOf } from '../_database/rules';
import { addToBooked, lockSlot } from '../_database/slots';
import { bookEntry, offerSeats } from './changeEntry';
import { coolSeats } from './coolSeats';
import type { Entry } from './entry';
import type { Moment } from './moment';
import { lockFirstInLine } from './queries/lockEntries';

/**
 * Gives seats of a slot up: the waitlist has them first, in this very transaction, so that nobody else ever sees
 * them free. Every write that frees seats goes through here. What nobody waits for opens to everyone some minutes
 * later, at a moment that nobody knows: a seat cannot be given up for somebody else to take.
 */
export async function freeSeats(
  transaction: Queryable,
  slot: SlotKey,
  seats: number,
  moment: Moment,
): Promise<void> {
  const before = await lockSlot(transaction, moment.city, slot);
  await addToBooked(transaction, moment.city, slot, -seats);
  await giveSeats(transaction, slot, moment);
  const after = await lockSlot(transaction, moment.city, slot);
  const left = Math.min(seats, (after?.open ?? 0) - (before?.open ?? 0));
  if (left > 0) await coolSeats(transaction, slot, left, moment);
}

/**
 * Gives the open seats of a slot to those who wait for it: books or offers, first in line first. Locks the slot, if
 * the caller has not, before any place on the list. Gives how many parties were served.
 */
export async function giveSeats(transaction: Queryable, key: SlotKey, moment: Moment): Promise<number> {
  const { city, now } = moment;
  const rules = await rulesOf(transaction, city, key.hall);
  if (now >= listClosesAt(key.date, rules)) return 0;
  const heldUntil = offerDeadline({ now, date: key.date }, rules);

  let served = 0;
  // A party that turns out to be booked otherwise takes no seat: then others behind it may have it.
  for (;;) {
    const seats = await lockSlot(transaction, city, key);
    if (seats === undefined || seats.open === 0 || seats.releasedAt > now) return served;
    const slot: FreedSlot = { key, services: seats.services, open: seats.open, heldUntil };
    const matches = matchSlot(slot, await lockFirstInLine(transaction, city, slot));
    if (matches.length === 0) return served;
    for (const match of matches) served += Number(await give(transaction, match, key, moment));
  }
}

function give(transaction: Queryable, match: Match<Entry>, slot: SlotKey, moment: Moment): Promise<boolean> {
  return match.kind === 'book'
    ? bookEntry(transaction, match.entry, slot, { ...moment, actor: 'system' })
    : offerSeats(transaction, match.entry, { slot, heldUntil: match.heldUntil }, moment);
}
