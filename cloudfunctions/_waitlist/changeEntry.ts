import { formatSlotId, type SlotKey } from '../../domain/availability/slotId';
import {
  type EndedWaitlistStatus,
  mayMoveOnWaitlist,
  type WaitlistStatus,
} from '../../domain/waitlist/waitlistStatus';
import { audit } from '../_database/audit';
import type { Queryable } from '../_database/database';
import { addToBooked } from '../_database/slots';
import { type NotificationFacts, notify } from '../_notifications/notify';
import type { Entry } from './entry';
import type { Moment } from './moment';
import { bookMembers, isBookedOtherwise } from './queries/bookMembers';
import { writeDecline, writeEnd, writeOffer } from './queries/writeEntry';

/** What the account is told of; someone who left or booked otherwise knows it. */
const toldOf: readonly WaitlistStatus[] = ['offered', 'booked', 'lapsed', 'closed'];

interface Change {
  readonly to: WaitlistStatus;
  /** `citizen:<account>` or `system`. */
  readonly actor: string;
  readonly facts?: NotificationFacts;
}

/**
 * Holds seats of a slot for a place; both are locked by the caller. A party of whom someone was booked otherwise ends
 * with that state instead, and the seats stay free: false.
 */
export async function offerSeats(
  transaction: Queryable,
  entry: Entry,
  offer: NonNullable<Entry['offer']>,
  moment: Moment,
): Promise<boolean> {
  if (await isBookedOtherwise(transaction, moment.city, entry.id)) {
    await endEntry(transaction, entry, 'booked-otherwise', { ...moment, actor: 'system' });
    return false;
  }
  await addToBooked(transaction, moment.city, offer.slot, entry.seats);
  await writeOffer(transaction, moment.city, entry.id, { ...offer, now: moment.now });
  const facts = { ...factsOf(offer.slot, entry), heldUntil: offer.heldUntil.toISOString() };
  await record(transaction, entry, { to: 'offered', actor: 'system', facts }, moment);
  return true;
}

/** Books a place onto a slot; the same holds for it. */
export async function bookEntry(
  transaction: Queryable,
  entry: Entry,
  slot: SlotKey,
  moment: Moment & { readonly actor: string },
): Promise<boolean> {
  const { city, now, requestId, actor } = moment;
  const taken = await isBookedOtherwise(transaction, city, entry.id);
  if (taken || !(await bookMembers(transaction, entry, slot, moment))) {
    await endEntry(transaction, entry, 'booked-otherwise', { ...moment, actor: 'system' });
    return false;
  }
  await addToBooked(transaction, city, slot, entry.seats);
  const facts = factsOf(slot, entry);
  await audit(transaction, {
    city,
    at: now,
    actor,
    action: 'reservations.make',
    subject: `reservation:${entry.id}`,
    after: { status: 'booked', ...facts, waitlist: true },
    requestId,
  });
  await writeEnd(transaction, city, entry.id, { status: 'booked', now });
  await record(transaction, entry, { to: 'booked', actor, facts }, moment);
  return true;
}

/** Ends a place that is locked by the caller. Seats that were held for it are the caller's to give on. */
export async function endEntry(
  transaction: Queryable,
  entry: Entry,
  status: EndedWaitlistStatus,
  moment: Moment & { readonly actor: string },
): Promise<void> {
  const { city, now, actor } = moment;
  await writeEnd(transaction, city, entry.id, { status, now });
  const facts = entry.offer === null ? {} : factsOf(entry.offer.slot, entry);
  await record(transaction, entry, { to: status, actor, facts }, moment);
}

/** Puts a place whose party declined a slot back where it was. The held seats are the caller's to give on. */
export async function declineSeats(
  transaction: Queryable,
  entry: Entry,
  slot: SlotKey,
  moment: Moment & { readonly actor: string },
): Promise<void> {
  const { city, now, actor } = moment;
  await writeDecline(transaction, city, entry.id, { slotId: formatSlotId(slot), now });
  await record(transaction, entry, { to: 'waiting', actor, facts: factsOf(slot, entry) }, moment);
}

/** Writes down a move on the table of states, and tells the account where it should know. */
async function record(
  transaction: Queryable,
  entry: Entry,
  { to, actor, facts = {} }: Change,
  { city, now, requestId }: Moment,
): Promise<void> {
  if (!mayMoveOnWaitlist(entry.status, to))
    throw new Error(`The waitlist has no way from ${entry.status} to ${to}.`);
  const subject = `waitlist-entry:${entry.id}`;
  await audit(transaction, {
    city,
    at: now,
    actor,
    action: `waitlist.${to}`,
    subject,
    before: { status: entry.status },
    after: { status: to, ...facts },
    requestId,
  });
  if (!toldOf.includes(to)) return;
  await notify(transaction, {
    city,
    accountId: entry.accountId,
    kind: `waitlist.${to}`,
    subject,
    facts,
    now,
  });
}

function factsOf(slot: SlotKey, { seats }: Entry) {
  return { slot: formatSlotId(slot), hall: slot.hall, date: slot.date, startMinute: slot.startMinute, seats };
}
