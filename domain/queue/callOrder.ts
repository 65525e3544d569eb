import type { QueueRules } from './queueRules';

/** Someone who waits, as far as the order of calls needs to know. Instants are milliseconds since 1970. */
export interface QueueTicket {
  readonly id: string;
  /** The number on the ticket, which settles a tie. */
  readonly number: number;
  /** Has an appointment and was not late for it. */
  readonly booked: boolean;
  /** Green channel: 60 or older, pregnant, disabled, with an infant, in military service, urgent. */
  readonly green: boolean;
  /** When they joined the queue; who joined later and is called earlier passes them over. */
  readonly joinedAt: number;
  /** When the appointment starts; null for a walk-in. */
  readonly startsAt: number | null;
  /** Not called before this: the time by which a phone's owner said they arrive. */
  readonly readyAt: number;
  /** How often someone who joined later was called before them. */
  readonly passedOver: number;
  /** Sent on to the window that calls now, having been called before. */
  readonly sentHere?: boolean;
}

/** Why somebody is called; each is one rule. */
export const callReasons = [
  'sent-here',
  'fairness-bound',
  'green-channel',
  'walk-in-turn',
  'booked-turn',
] as const;

export type CallReason = (typeof callReasons)[number];

/** A call that was made, newest first in a list of them. */
export interface PastCall {
  readonly reason: CallReason;
  readonly booked: boolean;
}

export interface NextCall<Ticket extends QueueTicket = QueueTicket> {
  readonly ticket: Ticket;
  readonly reason: CallReason;
}

export type CallRules = Pick<QueueRules, 'bookedPerWalkIn' | 'greenOneInCalls' | 'passedOverMax'>;

/** Past calls that `nextCall` looks at; older ones change nothing. */
export function callsRemembered(rules: CallRules): number {
  return rules.greenOneInCalls + 2 * rules.bookedPerWalkIn + 2;
}

/**
 * Whom a window calls next, or null when nobody is there. In this order:
 * 1. someone sent on to this window, who has been called already;
 * 2. whoever has been passed over as often as anyone may be, the longest there first;
 * 3. the green channel, at most one call in `greenOneInCalls` while others wait;
 * 4. appointments and walk-ins in turn, `bookedPerWalkIn` to one; who has no partner to take turns with goes on.
 */
export function nextCall<Ticket extends QueueTicket>(
  waiting: readonly Ticket[],
  recent: readonly PastCall[],
  rules: CallRules,
  now: number,
): NextCall<Ticket> | null {
  const ready = waiting.filter(({ readyAt }) => readyAt <= now);
  const sent = first(ready.filter(({ sentHere }) => sentHere === true));
  if (sent !== undefined) return { ticket: sent, reason: 'sent-here' };
  const bound = first(ready.filter(({ passedOver }) => passedOver >= rules.passedOverMax));
  if (bound !== undefined) return { ticket: bound, reason: 'fairness-bound' };

  const green = first(ready.filter((ticket) => ticket.green));
  const booked = first(
    ready.filter((ticket) => ticket.booked),
    startsBefore,
  );
  const walkIn = first(ready.filter((ticket) => !ticket.booked));
  if (green !== undefined && isGreenTurn(recent, rules)) return { ticket: green, reason: 'green-channel' };
  if (walkIn !== undefined && (booked === undefined || isWalkInTurn(recent, rules))) {
    return { ticket: walkIn, reason: 'walk-in-turn' };
  }
  return booked === undefined ? null : { ticket: booked, reason: 'booked-turn' };
}

/** Those who are passed over when `called` is called. Someone sent on passes over nobody: their turn was before. */
export function passedOverBy<Ticket extends QueueTicket>(
  { ticket: called, reason }: NextCall,
  waiting: readonly Ticket[],
  now: number,
): Ticket[] {
  if (reason === 'sent-here') return [];
  return waiting.filter(
    (other) => other.id !== called.id && other.readyAt <= now && joinedBefore(other, called),
  );
}

/** Everyone who waits, in the order in which they are called when nobody else comes and all are there. */
export function callOrder<Ticket extends QueueTicket>(
  waiting: readonly Ticket[],
  recent: readonly PastCall[],
  rules: CallRules,
): NextCall<Ticket>[] {
  const order: NextCall<Ticket>[] = [];
  let left = [...waiting];
  let calls = recent;
  while (left.length > 0) {
    const next = nextCall(left, calls, rules, Number.POSITIVE_INFINITY);
    if (next === null) break;
    order.push(next);
    left = leave(left, next, Number.POSITIVE_INFINITY);
    calls = rememberCall(calls, next, rules);
  }
  return order;
}

/** Those who still wait after a call, with those passed over counted. */
export function leave<Ticket extends QueueTicket>(
  waiting: readonly Ticket[],
  call: NextCall,
  now: number,
): Ticket[] {
  const passed = new Set(passedOverBy(call, waiting, now).map(({ id }) => id));
  return waiting
    .filter(({ id }) => id !== call.ticket.id)
    .map((ticket) => (passed.has(ticket.id) ? { ...ticket, passedOver: ticket.passedOver + 1 } : ticket));
}

/** The past calls after one more. */
export function rememberCall(
  recent: readonly PastCall[],
  { ticket, reason }: NextCall,
  rules: CallRules,
): PastCall[] {
  return [{ reason, booked: ticket.booked }, ...recent].slice(0, callsRemembered(rules));
}

function isGreenTurn(recent: readonly PastCall[], { greenOneInCalls }: CallRules): boolean {
  return recent.slice(0, greenOneInCalls - 1).every(({ reason }) => reason !== 'green-channel');
}

/** True when the last calls that took turns were all appointments, as many as come to one walk-in. */
function isWalkInTurn(recent: readonly PastCall[], { bookedPerWalkIn }: CallRules): boolean {
  const turns = recent.filter(({ reason }) => reason !== 'green-channel' && reason !== 'sent-here');
  const last = turns.slice(0, bookedPerWalkIn);
  return last.length === bookedPerWalkIn && last.every(({ booked }) => booked);
}

function first<Ticket extends QueueTicket>(
  line: readonly Ticket[],
  comesBefore: (a: QueueTicket, b: QueueTicket) => boolean = joinedBefore,
): Ticket | undefined {
  const [head, ...rest] = line;
  return rest.reduce(
    (best, ticket) => (best === undefined || comesBefore(ticket, best) ? ticket : best),
    head,
  );
}

function startsBefore(a: QueueTicket, b: QueueTicket): boolean {
  const byStart = (a.startsAt ?? 0) - (b.startsAt ?? 0);
  return byStart === 0 ? joinedBefore(a, b) : byStart < 0;
}

function joinedBefore(a: QueueTicket, b: QueueTicket): boolean {
  return a.joinedAt === b.joinedAt ? a.number < b.number : a.joinedAt < b.joinedAt;
}
