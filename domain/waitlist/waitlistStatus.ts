/**
 * The life of a place on the waitlist; `docs/waitlist.md` is tested against this table. A declined offer leads back
 * to `waiting`, in the old place; an unanswered one ends the wait (`lapsed`), so that a seat does not come round
 * again and again to someone who does not look.
 */
export const waitlistMoves = {
  waiting: ['offered', 'booked', 'left', 'booked-otherwise', 'closed'],
  offered: ['booked', 'waiting', 'left', 'booked-otherwise', 'lapsed'],
  booked: [],
  left: [],
  'booked-otherwise': [],
  lapsed: [],
  closed: [],
} as const satisfies Record<string, readonly string[]>;

export type WaitlistStatus = keyof typeof waitlistMoves;

export const waitlistStatuses = Object.keys(waitlistMoves) as readonly WaitlistStatus[];

/** Someone with a live place still hopes for a seat. */
export type LiveWaitlistStatus = 'waiting' | 'offered';

export type EndedWaitlistStatus = Exclude<WaitlistStatus, LiveWaitlistStatus>;

export function isLive(status: WaitlistStatus): status is LiveWaitlistStatus {
  return waitlistMoves[status].length > 0;
}

export function mayMoveOnWaitlist(from: WaitlistStatus, to: WaitlistStatus): boolean {
  return (waitlistMoves[from] as readonly WaitlistStatus[]).includes(to);
}
