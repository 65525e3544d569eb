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
  const { database, seat } = dependencies;
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
  const fair = await decideFairness(dependencies, { slot, party: party.value, context, input });
  if (!fair.ok) return fair;

  const bookableFrom = new Date(now.getTime() + rules.bookUntilMinutesBefore * 60_000);
  const request = toSeatRequest(dependencies, {
    phone,
    slot,
    party: party.value,
    asStudents: allowed.value,
    bookableFrom,
    context,
  });
  const outcome =
    input.request === undefined
      ? await seat(city, now, request)
      : await seatWithRequest(database, request, input.request, context);
  return tell(dependencies, context, request, outcome, { party: party.value, phone });
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
  outcome: SeatOutcome | RequestOutcome,
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

function toSeatRequest({ sealer }: ReservationDependencies, booking: Booking): SeatRequest {
  const { phone, slot, party, asStudents, bookableFrom, context } = booking;
  const reservationId = newId();
  return {
    reservationId,
    accountId: context.accountId,
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
