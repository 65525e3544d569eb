import type { z } from 'zod';
import type { ErrorCode } from '../../contract/errorCodes';
import type { Reservation, reservations } from '../../contract/reservations';
import { parseSlotId, type SlotKey } from '../../domain/availability/slotId';
import type { BookingRules } from '../../domain/booking/bookingRules';
import { decideParty } from '../../domain/booking/decideParty';
import { decideStudents } from '../../domain/booking/decideStudents';
import { toHallTime } from '../../domain/calendar/hallTime';
import { lanesThatNeedApproval } from '../../domain/lane';
import { accept, type Outcome, refuse } from '../../domain/outcome';
import { rulesOf } from '../_database/rules';
import { type Party, phoneOf, readParty, toDomainParty } from '../_people/readParty';
import { type Answer, deny } from '../_runtime/answer';
import { newId, newReservationCode } from '../_runtime/ids';
import type { BookedWrite, CallContext } from '../_runtime/serve';
import { decideFairness } from './decideFairness';
import type { ReservationDependencies } from './dependencies';
import type { SeatRequest } from './queries/seatParties';
import { sealApplicants, sealContact } from './sealedReservation';
import type { SeatOutcome } from './seatEach';
import { type RequestOutcome, seatWithRequest } from './seatWithRequest';
import { showNewReservation, showReservation, type WhoComes } from './showReservation';

type Input = z.output<typeof reservations.make.input>;

/** A slot that can no longer be had. */
const GONE: readonly ErrorCode[] = ['SLOT_FULL', 'TOO_LATE_TO_BOOK'];

/**
 * Bookings of one account that are made at the same moment are decided one after the other: the one that was not first is
 * decided again, at most this often.
 */
const STANDING_ATTEMPTS = 12;

/** Books a party onto a slot; whoever finds it gone is told with the same answer what can be had instead. */
export const make: BookedWrite<typeof reservations.make, ReservationDependencies> = {
  async book(dependencies, input, context) {
    const answer = await book(dependencies, input, context);
    const slot = parseSlotId(input.slot);
    if (answer.ok || slot === null || !GONE.includes(answer.code)) return answer;
    const { city, now } = context;
    const services = [...new Set(input.people.flatMap((each) => each.services))];
    const wish = { city, slot, services, partySize: input.people.length, now };
    return deny(answer.code, { ...answer.details, instead: await dependencies.freeInstead(wish) });
  },
  async again(dependencies, reservationId, context) {
    const reservation = await showReservation(dependencies, context, reservationId);
    return reservation === null ? deny('NOT_FOUND') : accept({ reservation });
  },
};

/** What needs no seat is decided first, the booking statement has the last word. */
async function book(
  dependencies: ReservationDependencies,
  input: Input,
  context: CallContext,
): Promise<Answer<{ reservation: Reservation }>> {
  const { database } = dependencies;
  const { city, now, accountId } = context;
  const slot = parseSlotId(input.slot);
  if (slot === null) return refuse('SLOT_CLOSED');
  const needsRequest = lanesThatNeedApproval.includes(slot.lane);
  if (needsRequest && input.request === undefined) return refuse('LANE_NEEDS_APPROVAL');
  if (!needsRequest && input.request !== undefined) return deny('INVALID_INPUT', { field: 'request' });

  const open = dependencies.seatsShort?.(city, slot, input.people.length, now);
  if (open !== undefined) return refuse('SLOT_FULL', { open });
  const party = await readParty(dependencies, input, { city, accountId, today: toHallTime(now).date });
  if (!party.ok) return party;
  const phone = input.phone ?? phoneOf(party.value);
  if (phone === undefined) return deny('INVALID_INPUT', { field: 'phone' });
  const rules = await rulesOf(database, city, slot.hall);
  const allowed = decideWhoMayCome(input, party.value, slot, rules);
  if (!allowed.ok) return allowed;

  const bookableFrom = new Date(now.getTime() + rules.bookUntilMinutesBefore * 60_000);
  const booking = { phone, slot, party: party.value, asStudents: allowed.value, bookableFrom, context };
  return seatFairly(dependencies, input, booking);
}

/** Seats the party if the account may book, and decides that again when another booking of it was first. */
async function seatFairly(
  dependencies: ReservationDependencies,
  input: Input,
  booking: Booking,
): Promise<Answer<{ reservation: Reservation }>> {
  const { database, seat } = dependencies;
  const { party, phone, context } = booking;
  for (let attempt = 1; attempt <= STANDING_ATTEMPTS; attempt += 1) {
    const fair = await decideFairness(dependencies, { ...booking, input });
    if (!fair.ok) return fair;
    const request = toSeatRequest(dependencies, booking, fair.value);
    const outcome =
      input.request === undefined
        ? await seat(context.city, context.now, request)
        : await seatWithRequest(database, { ...request, accountOrdinal: null }, input.request, context);
    if (outcome.kind === 'standing-changed') continue;
    return tell(dependencies, context, request, outcome, { party, phone });
  }
  return deny('TRY_AGAIN', { retryAfterSeconds: 1 });
}

/** Whether these people may come together; true when they come as students, which only a student session asks for. */
function decideWhoMayCome(
  { students: declared = false }: Input,
  party: Party,
  { lane, date: visitDate }: SlotKey,
  rules: BookingRules,
): Outcome<boolean> {
  const together = decideParty(toDomainParty(party, visitDate), rules);
  if (!together.ok) return together;
  if (lane !== 'student') return accept(false);
  const birthDates = party.applicants.map(({ data }) => data.birthDate);
  const students = decideStudents({ birthDates, declared, visitDate }, rules);
  return students.ok ? accept(true) : students;
}

async function tell(
  dependencies: ReservationDependencies,
  context: CallContext,
  request: SeatRequest,
  outcome: Exclude<SeatOutcome, { readonly kind: 'standing-changed' }> | RequestOutcome,
  whoComes: WhoComes,
): Promise<Answer<{ reservation: Reservation }>> {
  if (outcome.kind === 'denied') return outcome.answer;
  if (outcome.kind === 'busy') return deny('TRY_AGAIN', { retryAfterSeconds: outcome.retryAfterSeconds });
  if (outcome.kind === 'key-reused') return deny('IDEMPOTENCY_KEY_REUSED');
  if (outcome.kind === 'refused') return refuse(outcome.code, outcome.details);
  const reservation =
    outcome.kind === 'seated'
      ? await showNewReservation(dependencies, context, request, outcome.seat, whoComes)
      : await showReservation(dependencies, context, outcome.reservationId);
  return reservation === null ? deny('NOT_FOUND') : accept({ reservation });
}

interface Booking {
  readonly phone: string;
  readonly slot: SlotKey;
  readonly party: Party;
  readonly asStudents: boolean;
  readonly bookableFrom: Date;
  readonly context: CallContext;
}

/** `ordinal` says which booking of its account it is. */
function toSeatRequest(
  { sealer }: ReservationDependencies,
  booking: Booking,
  ordinal: number | null,
): SeatRequest {
  const { phone, slot, party, asStudents, bookableFrom, context } = booking;
  const reservationId = newId();
  return {
    reservationId,
    accountId: context.accountId,
    accountOrdinal: ordinal,
    code: newReservationCode(),
    slot,
    seats: party.applicants.length,
    asStudents,
    contactSealed: sealContact(sealer, { phone, guardian: party.guardian?.data }, reservationId),
    applicants: sealApplicants(sealer, party.applicants, reservationId),
    bookableFrom,
    idempotencyKey: context.idempotencyKey,
    inputDigest: context.inputDigest,
    requestId: context.requestId,
  };
}
