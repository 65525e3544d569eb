import type { reservations } from '../../contract/reservations';
import { formatSlotId, parseSlotId, type SlotKey } from '../../domain/availability/slotId';
import type { BookingRules } from '../../domain/booking/bookingRules';
import { decideSeat } from '../../domain/booking/decideSeat';
import { decideStudents } from '../../domain/booking/decideStudents';
import { lanesThatNeedApproval } from '../../domain/lane';
import { accept, type Outcome, refuse } from '../../domain/outcome';
import { decideReschedule } from '../../domain/reservation/decideChange';
import type { Queryable } from '../_database/database';
import { rulesOf } from '../_database/rules';
import { addToBooked } from '../_database/slots';
import { openPersonalData } from '../_people/sealedPerson';
import { type Answer, deny } from '../_runtime/answer';
import type { Sealer } from '../_runtime/sealing';
import type { CallContext, Change, Write } from '../_runtime/serve';
import { freeSeats } from '../_waitlist/giveSeats';
import type { ReservationDependencies } from './dependencies';
import { moveReservation } from './queries/changeReservation';
import { type LockedReservation, type LockedSlot, lockReservation } from './queries/lockReservation';
import { applicantContext } from './sealedReservation';
import { showReservation } from './showReservation';

/** Moves a party to another slot in one transaction: the old seats are given up only when the new ones are taken. */
export const reschedule: Write<typeof reservations.reschedule, ReservationDependencies> = async (
  dependencies,
  input,
  change,
) => {
  const { database, sealer } = dependencies;
  const target = parseSlotId(input.slot);
  if (target === null) return refuse('SLOT_CLOSED');
  const moved = await moveLocked(database, sealer, { id: input.reservation, target }, change);
  if (!moved.ok) return moved;
  const reservation = await showReservation(dependencies, change, input.reservation);
  return reservation === null ? deny('NOT_FOUND') : accept({ reservation });
};

async function moveLocked(
  transaction: Queryable,
  sealer: Sealer,
  { id, target }: { readonly id: string; readonly target: SlotKey },
  change: Change,
): Promise<Answer<null>> {
  const { city, accountId, now } = change;
  const locked = await lockReservation(transaction, city, accountId, id, target);
  if (locked === undefined) return deny('NOT_FOUND');
  if (locked === 'moved') return deny('TRY_AGAIN', { retryAfterSeconds: 1 });
  const { reservation } = locked;
  const slot = locked.slots.find(({ key }) => formatSlotId(key) === formatSlotId(target)) ?? null;
  const decision = await decideMove(transaction, sealer, { reservation, target, slot, context: change });
  if (!decision.ok) return decision;

  await addToBooked(transaction, city, target, reservation.seats);
  await moveReservation(transaction, city, id, { slot: target, startsAt: decision.value.startsAt, now });
  const subject = `reservation:${id}`;
  await change.audit(subject, {
    before: { slot: formatSlotId(reservation.slot), seats: reservation.seats },
    after: { slot: formatSlotId(target), seats: reservation.seats },
  });
  const { hall, date, startMinute } = target;
  await change.notify(accountId, 'reservation.changed', subject, { hall, date, startMinute });
  await freeSeats(transaction, reservation.slot, reservation.seats, change);
  return accept(null);
}

interface Move {
  readonly reservation: LockedReservation;
  readonly target: SlotKey;
  readonly slot: LockedSlot | null;
  readonly context: CallContext;
}

async function decideMove(
  transaction: Queryable,
  sealer: Sealer,
  { reservation, target, slot, context }: Move,
): Promise<Answer<LockedSlot>> {
  const { city, now } = context;
  const leaving = decideReschedule(
    { status: reservation.status, startsAt: reservation.startsAt, now },
    await rulesOf(transaction, city, reservation.slot.hall),
  );
  if (!leaving.ok) return leaving;
  if (formatSlotId(reservation.slot) === formatSlotId(target)) return refuse('SAME_SLOT');
  if (target.lane !== reservation.slot.lane && lanesThatNeedApproval.includes(target.lane)) {
    return refuse('LANE_NEEDS_APPROVAL');
  }
  const rules = await rulesOf(transaction, city, target.hall);
  const students = decideAsStudents(sealer, reservation, target, rules);
  if (!students.ok) return students;
  const { services, seats } = reservation;
  // The party's own reservation moves with it, so it stands in nobody's way.
  const arriving = decideSeat(
    {
      now,
      services,
      seats,
      alreadyBooked: false,
      asStudents: students.value,
      slot: slot === null ? null : { ...slot, lane: target.lane },
    },
    rules,
  );
  if (!arriving.ok) return arriving;
  return slot === null ? refuse('SLOT_CLOSED') : accept(slot);
}

/** A student session asks for what was declared at the booking, and for the age on the new day. */
function decideAsStudents(
  sealer: Sealer,
  { id, declaredStudents: declared, applicants }: LockedReservation,
  { lane, date: visitDate }: SlotKey,
  rules: BookingRules,
): Outcome<boolean> {
  if (lane !== 'student') return accept(false);
  const birthDates = applicants.map(
    ({ position, sealed }) => openPersonalData(sealer, sealed, applicantContext(id, position)).birthDate,
  );
  const decided = decideStudents({ birthDates, declared, visitDate }, rules);
  return decided.ok ? accept(true) : decided;
}
