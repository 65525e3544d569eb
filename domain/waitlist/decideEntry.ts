import { releaseInstant } from '../availability/slotsOfSession';
import type { BookingRules } from '../booking/bookingRules';
import { accept, type Outcome, refuse } from '../outcome';
import type { WaitlistWish } from './matchSlot';
import { listClosesAt } from './waitlistRules';
import { isLive, type WaitlistStatus } from './waitlistStatus';

export interface JoinFacts {
  readonly now: Date;
  readonly wish: Pick<WaitlistWish, 'to'>;
  /** Someone of the party has a live reservation for the same service. */
  readonly alreadyBooked: boolean;
  /** Someone of the party waits for the same service already. */
  readonly alreadyWaiting: boolean;
  /** Places that this account has on the list. */
  readonly entriesOfAccount: number;
}

/**
 * Whether a party may join the list. A day that is not released yet has no list: its seats come to everyone at the
 * same hour, and the list is no way around that.
 */
export function decideJoin(facts: JoinFacts, rules: BookingRules): Outcome<null> {
  const { now, wish } = facts;
  if (now >= listClosesAt(wish.to, rules)) return refuse('WAITLIST_CLOSED');
  if (now < releaseInstant(wish.to, rules)) return refuse('SLOT_NOT_RELEASED');
  if (facts.alreadyBooked) return refuse('ALREADY_BOOKED');
  if (facts.alreadyWaiting) return refuse('ALREADY_WAITING');
  if (facts.entriesOfAccount >= rules.waitlistEntriesPerAccount) {
    return refuse('TOO_MANY_WAITING', { most: rules.waitlistEntriesPerAccount });
  }
  return accept(null);
}

export interface EntryFacts {
  readonly status: WaitlistStatus;
  readonly now: Date;
  /** When the offer ends; null while there is none. */
  readonly offerExpiresAt: Date | null;
}

/** Whether the offer may be answered now: at the very instant of its deadline it no longer may. */
export function decideAnswer(facts: EntryFacts): Outcome<null> {
  const status = statusNow(facts);
  if (status === 'offered') return accept(null);
  return refuse(status === 'lapsed' ? 'OFFER_EXPIRED' : 'NO_OFFER');
}

/** The status as it is now, even where the timer that writes a missed deadline down has not come by yet. */
export function statusNow({ status, now, offerExpiresAt }: EntryFacts): WaitlistStatus {
  return status === 'offered' && offerExpiresAt !== null && now >= offerExpiresAt ? 'lapsed' : status;
}

export const waitlistActions = ['accept', 'decline', 'leave'] as const;

export type WaitlistAction = (typeof waitlistActions)[number];

/** What the citizen may do with a place on the list now. */
export function waitlistActionsOf(facts: EntryFacts): WaitlistAction[] {
  const status = statusNow(facts);
  if (status === 'offered') return ['accept', 'decline', 'leave'];
  return isLive(status) ? ['leave'] : [];
}
