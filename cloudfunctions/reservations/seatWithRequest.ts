import type { Database } from '../_database/database';
import { spendRequest } from '../_requests/useRequest';
import type { Answer } from '../_runtime/answer';
import { newReservationCode } from '../_runtime/ids';
import type { CallContext } from '../_runtime/serve';
import { type SeatRequest, seatParties } from './queries/seatParties';
import { mayEndBetter, type SeatOutcome, toOutcome } from './seatEach';

/** The request does not open this lane for this party. */
export interface RequestOutcome {
  readonly kind: 'denied';
  readonly answer: Extract<Answer<never>, { ok: false }>;
}

const ATTEMPTS = 4;

type Seated = { readonly ok: true; readonly outcome: SeatOutcome } | RequestOutcome['answer'];

/**
 * Seats one party and spends its request in one transaction: a seat without the request, or the request without a seat,
 * is never left. It goes by itself and not with others, so that a request that does not count costs nobody else a try.
 */
export async function seatWithRequest(
  database: Database,
  party: SeatRequest,
  request: string,
  context: CallContext,
): Promise<SeatOutcome | RequestOutcome> {
  for (let attempt = 1; ; attempt += 1) {
    const fresh = attempt === 1 ? party : { ...party, code: newReservationCode() };
    try {
      const seated = await seatOnce(database, fresh, request, context);
      return seated.ok ? seated.outcome : { kind: 'denied', answer: seated };
    } catch (error) {
      // Another statement was first: what it did is visible to the next try.
      if (!mayEndBetter(error) || attempt === ATTEMPTS) throw error;
    }
  }
}

function seatOnce(
  database: Database,
  party: SeatRequest,
  request: string,
  context: CallContext,
): Promise<Seated> {
  return database.transaction(async (transaction): Promise<Seated> => {
    const [row] = await seatParties(transaction, context.city, context.now, [party]);
    if (row === undefined) throw new Error('The booking statement gave no outcome.');
    const outcome = toOutcome(row);
    if (outcome.kind !== 'seated') return { ok: true, outcome };
    const spent = await spendRequest(
      transaction,
      {
        request,
        reservationId: outcome.reservationId,
        lane: party.slot.lane,
        party: party.applicants.map(({ documentBlind }) => documentBlind),
      },
      context,
    );
    return spent.ok ? { ok: true, outcome } : spent;
  });
}
