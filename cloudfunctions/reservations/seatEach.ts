import type { RefusalDetails } from '../../domain/outcome';
import { violatedConstraint } from '../_database/constraints';
import { type Database, isTransient } from '../_database/database';
import { newReservationCode } from '../_runtime/ids';
import { type SeatRefusal, type SeatRequest, type SeatRow, seatParties } from './queries/seatParties';

/** What the statement knows of a reservation that it has made. */
export interface TakenSeat {
  readonly code: string;
  readonly startsAt: Date;
  readonly endMinute: number;
}

/** What became of one party. */
export type SeatOutcome =
  | { readonly kind: 'seated'; readonly reservationId: string; readonly seat: TakenSeat }
  /** The same wish was granted before: this is the reservation that it came to. */
  | { readonly kind: 'repeated'; readonly reservationId: string }
  | { readonly kind: 'refused'; readonly code: SeatRefusal; readonly details?: RefusalDetails }
  | { readonly kind: 'key-reused' }
  /** Another booking of the account was first: whether this one may be made has to be decided again. */
  | { readonly kind: 'standing-changed' }
  /** The queue is longer than can be served soon. */
  | { readonly kind: 'busy'; readonly retryAfterSeconds: number };

const ATTEMPTS = 4;

/**
 * Seats a batch and tells each party what it would hear if they came one after the other. A statement does not see
 * what it does itself, so a party that repeats an earlier one's key or people waits for the next statement with
 * everyone behind it. Parties that share a slot with a larger one that did not fit are tried again while seats are
 * left, and a batch that runs into a unique violation is sent in halves, down to single parties where it must, so that
 * only the guilty are refused and the others pay little for them.
 */
export async function seatEach(
  database: Pick<Database, 'rows'>,
  city: string,
  now: Date,
  requests: readonly SeatRequest[],
): Promise<SeatOutcome[]> {
  const outcomes = new Array<SeatOutcome>(requests.length);
  let waiting = requests.map((request, position) => ({ request, position }));
  while (waiting.length > 0) {
    const together = waiting.slice(0, strangersAhead(waiting.map(({ request }) => request)));
    const rows = await seatTogetherOrApart(
      database,
      city,
      now,
      together.map(({ request }) => request),
    );
    const again: typeof waiting = [];
    rows.forEach((row, index) => {
      const entry = together[index];
      if (entry === undefined) return;
      const mayFit = row.outcome === 'SLOT_FULL' && entry.request.seats <= (row.open ?? 0);
      if (mayFit) again.push(entry);
      else outcomes[entry.position] = toOutcome(row);
    });
    waiting = [...again, ...waiting.slice(together.length)];
  }
  return outcomes;
}

/** How many requests come before the first that repeats the key, the number or a person and service of an earlier one. */
function strangersAhead(requests: readonly SeatRequest[]): number {
  const seen = new Set<string>();
  const known = requests.findIndex(({ accountId, accountOrdinal, idempotencyKey, applicants }) => {
    const marks = applicants.map(({ documentBlind, service }) => `${documentBlind} ${service}`);
    marks.push(`${accountId} ${idempotencyKey}`);
    if (accountOrdinal !== null) marks.push(accountId);
    const met = marks.some((mark) => seen.has(mark));
    for (const mark of marks) seen.add(mark);
    return met;
  });
  return known === -1 ? requests.length : known;
}

async function seatTogetherOrApart(
  database: Pick<Database, 'rows'>,
  city: string,
  now: Date,
  requests: readonly SeatRequest[],
): Promise<SeatRow[]> {
  const [only] = requests;
  if (only !== undefined && requests.length === 1) return [await seatOne(database, city, now, only)];
  try {
    return await seatParties(database, city, now, requests);
  } catch (error) {
    if (!mayEndBetter(error)) throw error;
    const middle = Math.ceil(requests.length / 2);
    return [
      ...(await seatTogetherOrApart(database, city, now, requests.slice(0, middle))),
      ...(await seatTogetherOrApart(database, city, now, requests.slice(middle))),
    ];
  }
}

/** Another statement was first, or stood in a circle with this one: what it did is visible now. */
export function mayEndBetter(error: unknown): boolean {
  return violatedConstraint(error) !== undefined || isTransient(error);
}

/**
 * A unique violation means that another statement was first; what it did is visible now, so looking again tells
 * whether it was this very request, another one for the same person, or a code drawn twice.
 */
async function seatOne(
  database: Pick<Database, 'rows'>,
  city: string,
  now: Date,
  request: SeatRequest,
): Promise<SeatRow> {
  for (let attempt = 1; ; attempt += 1) {
    const fresh = attempt === 1 ? request : { ...request, code: newReservationCode() };
    try {
      return await seatFresh(database, city, now, fresh);
    } catch (error) {
      if (violatedConstraint(error) === 'one_booking_at_a_time_per_account') return standingChanged;
      if (!mayEndBetter(error) || attempt === ATTEMPTS) throw error;
    }
  }
}

async function seatFresh(
  database: Pick<Database, 'rows'>,
  city: string,
  now: Date,
  request: SeatRequest,
): Promise<SeatRow> {
  const [row] = await seatParties(database, city, now, [request]);
  if (row === undefined) throw new Error('The booking statement gave no outcome.');
  return row;
}

const standingChanged: SeatRow = {
  index: 0,
  outcome: 'STANDING_CHANGED',
  reservation_id: null,
  code: null,
  starts_at: null,
  end_minute: null,
  open: null,
};

/** What the statement's word means for a party. */
export function toOutcome(row: SeatRow): SeatOutcome {
  const { outcome, reservation_id: reservationId } = row;
  switch (outcome) {
    case 'KEY_REUSED':
      return { kind: 'key-reused' };
    case 'STANDING_CHANGED':
      return { kind: 'standing-changed' };
    case 'SEATED':
      return { kind: 'seated', reservationId: known(reservationId), seat: toTakenSeat(row) };
    case 'REPEATED':
      return { kind: 'repeated', reservationId: known(reservationId) };
    case 'SLOT_FULL':
      return { kind: 'refused', code: outcome, details: { open: Math.max(0, row.open ?? 0) } };
    default:
      return { kind: 'refused', code: outcome };
  }
}

function toTakenSeat({ code, starts_at, end_minute }: SeatRow): TakenSeat {
  return { code: known(code), startsAt: known(starts_at), endMinute: known(end_minute) };
}

function known<Value>(value: Value | null): Value {
  if (value === null) throw new Error('A seated party lacks what the booking statement made.');
  return value;
}
