import { accept, type Outcome, refuse } from '../outcome';
import type { QueueRules } from './queueRules';

/** What is known when somebody wants a ticket. Instants are milliseconds since 1970. */
export interface TicketWish {
  readonly now: number;
  /** When the hall closes today; null when it does not open any more. */
  readonly closesAt: number | null;
  /** When they would be called; null while nobody calls. */
  readonly calledAt: number | null;
  /** Walk-in tickets given today. */
  readonly ticketsToday: number;
}

type ClosingRules = Pick<QueueRules, 'lastTicketMinutesBefore' | 'overtimeMinutes' | 'ticketsPerDayMax'>;

/** Whether a hall may still promise to serve somebody today. A ticket that it gives, it serves. */
export function decideTicket(wish: TicketWish, rules: ClosingRules): Outcome<null> {
  const { now, closesAt, calledAt, ticketsToday } = wish;
  if (closesAt === null) return refuse('HALL_CLOSED');
  if (ticketsToday >= rules.ticketsPerDayMax) return refuse('NO_TICKETS_LEFT');
  const tooLate = now > closesAt - rules.lastTicketMinutesBefore * 60_000;
  const tooLong = calledAt !== null && calledAt > closesAt + rules.overtimeMinutes * 60_000;
  return tooLate || tooLong ? refuse('NO_TICKETS_LEFT') : accept(null);
}
