import type { TicketStatus } from '../queue/ticketStatus';

/** Work that a window has: somebody whom it has called or serves, or may call. Instants are milliseconds since 1970. */
export interface WindowWork {
  readonly status: TicketStatus;
  /** Since when a clerk would be expected to do something about it. */
  readonly since: number;
}

export interface OpenWindow {
  /** When whoever sits there last did something. */
  readonly activeAt: number;
  readonly work: readonly WindowWork[];
}

/** How many times the usual minutes a ticket may be served before its window counts as left. */
export const SLOW_SERVICE = 4;

/**
 * Whether the clerk of an open window is away: there has been something to do for a while, and nothing was done. A
 * quiet window with nobody to call is not away, and outside the hours nobody is.
 */
export function isClerkAway(
  { activeAt, work }: OpenWindow,
  { now, openSince }: { readonly now: number; readonly openSince: number | null },
  minutes: number,
): boolean {
  if (openSince === null) return false;
  const bound = now - minutes * 60_000;
  return Math.max(activeAt, openSince) <= bound && work.some(({ since }) => since <= bound);
}
