import { leave, nextCall, type PastCall, type QueueTicket, rememberCall } from './callOrder';
import type { QueueRules } from './queueRules';

/** Someone with the window minutes that they are expected to take. */
export interface ForecastTicket extends QueueTicket {
  readonly minutes: number;
}

/** Hours in which windows call, as milliseconds since 1970. */
export interface Opening {
  readonly from: number;
  readonly to: number;
}

/** A hall at one moment. Instants are milliseconds since 1970. */
export interface HallNow {
  readonly now: number;
  readonly waiting: readonly ForecastTicket[];
  /** Booked and not here yet; `readyAt` is when they are expected. */
  readonly expected: readonly ForecastTicket[];
  readonly recent: readonly PastCall[];
  /** When each open window is expected to be free. */
  readonly windowsFreeAt: readonly number[];
  readonly openings: readonly Opening[];
}

type ForecastRules = Pick<QueueRules, 'bookedPerWalkIn' | 'greenOneInCalls' | 'passedOverMax'>;

/**
 * When each of those who wait is expected to be called: the queue is played forward with its own rule of order, the
 * windows that are open now, everybody's expected minutes and the booked who are still to come. Empty when no window
 * is open, for then nobody calls.
 */
export function forecastCalls(hall: HallNow, rules: ForecastRules): Map<string, number> {
  const calls = new Map<string, number>();
  const windows = [...hall.windowsFreeAt];
  const wanted = new Set(hall.waiting.map(({ id }) => id));
  let left = [...hall.waiting, ...hall.expected];
  let recent = hall.recent;
  while (windows.length > 0 && wanted.size > 0) {
    const window = earliest(windows);
    const soonest = Math.min(...left.map(({ readyAt }) => readyAt));
    const time = whenOpen(Math.max(windows[window] ?? 0, hall.now, soonest), hall.openings);
    const next = nextCall(left, recent, rules, time);
    if (next === null) break;
    calls.set(next.ticket.id, time);
    wanted.delete(next.ticket.id);
    windows[window] = time + next.ticket.minutes * 60_000;
    left = leave(left, next, time);
    recent = rememberCall(recent, next, rules);
  }
  return calls;
}

function earliest(windows: readonly number[]): number {
  return windows.indexOf(Math.min(...windows));
}

/** The instant itself inside the hours, the next opening before them; after the last one the hall works on. */
function whenOpen(instant: number, openings: readonly Opening[]): number {
  const current = openings.find(({ to }) => instant < to);
  return current === undefined ? instant : Math.max(instant, current.from);
}
