import { liveTicketStatuses, type TicketStatus } from './ticketStatus';
import type { WaitRange } from './waitRange';

/** What a phone knows of a ticket that it follows. */
export interface FollowedTicket {
  readonly status: TicketStatus;
  readonly ahead?: number | undefined;
  readonly wait?: WaitRange | undefined;
}

/** Seconds between two looks: next to the window, far from it, and while it is unknown how far. */
const SHORTEST = 5;
const LONGEST = 60;
const UNKNOWN = 30;
/** How many times a phone looks during the wait that is left. */
const LOOKS = 20;
/** With this few people ahead a call may come at any moment. */
const NEAR_THE_FRONT = 3;
/** A phone without a network looks this often at most, so that it recovers soon. */
const LONGEST_IN_TROUBLE = 20;

/**
 * Seconds after which a phone looks again at a ticket, the fewer the nearer the call; after `failures` looks without
 * an answer it waits longer, within reason. Null when nothing more happens to the ticket.
 */
export function secondsToNextLook(ticket: FollowedTicket, failures = 0): number | null {
  if (!liveTicketStatuses.includes(ticket.status)) return null;
  const usual = usualSeconds(ticket);
  return failures === 0 ? usual : Math.max(usual, Math.min(LONGEST_IN_TROUBLE, usual * 2 ** failures));
}

function usualSeconds({ status, ahead, wait }: FollowedTicket): number {
  if (status !== 'waiting' || (ahead ?? NEAR_THE_FRONT) < NEAR_THE_FRONT) return SHORTEST;
  if (wait === undefined) return UNKNOWN;
  return Math.min(LONGEST, Math.max(SHORTEST, Math.round((wait.from * 60) / LOOKS)));
}
