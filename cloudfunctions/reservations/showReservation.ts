import type { Reservation } from '../../contract/reservations';
import { formatSlotId } from '../../domain/availability/slotId';
import type { BookingRules } from '../../domain/booking/bookingRules';
import { changeDeadline } from '../../domain/booking/changeDeadline';
import { formatMinute } from '../../domain/calendar/hallTime';
import { promiseForParty } from '../../domain/calendar/promisedDate';
import type { Calendar } from '../../domain/calendar/workingDays';
import { maskPhone } from '../../domain/person/masking';
import { availableActions, cancellingIsLate } from '../../domain/reservation/availableActions';
import { liveStatuses } from '../../domain/reservation/reservationStatus';
import { calendarOf } from '../_database/calendar';
import { hallName } from '../_database/halls';
import { rulesOf } from '../_database/rules';
import type { Party } from '../_people/readParty';
import { maskPersonalData, openPersonalData, type PersonalData } from '../_people/sealedPerson';
import type { Dependencies } from '../_runtime/dependencies';
import type { CallContext, Reading } from '../_runtime/serve';
import { findReservation, type ReservationRow } from './queries/findReservations';
import type { SeatRequest } from './queries/seatParties';
import { applicantContext, openContact } from './sealedReservation';
import type { TakenSeat } from './seatEach';

type Owner = Pick<CallContext, 'city' | 'accountId' | 'now'>;

/** Who comes, as the booking itself has them: what was just sealed need not be opened again. */
export interface WhoComes {
  readonly party: Party;
  readonly phone: string;
}

/** A reservation as its owner sees it, masked; null when it is not theirs. */
export async function showReservation(
  dependencies: Reading,
  owner: Owner,
  id: string,
): Promise<Reservation | null> {
  const row = await findReservation(dependencies.database, owner.city, owner.accountId, id);
  return row === undefined
    ? null
    : presentReservation(dependencies, owner, row, openMasked(dependencies.sealer, row));
}

/** What was just written, shown without reading it again. */
export async function showNewReservation(
  dependencies: Reading,
  owner: Owner,
  request: SeatRequest,
  { code, startsAt, endMinute }: TakenSeat,
  whoComes: WhoComes,
): Promise<Reservation | null> {
  const { slot, applicants, contactSealed, reservationId: id, accountId } = request;
  const name = await hallName(dependencies.database, owner.city, slot.hall);
  if (name === undefined) return showReservation(dependencies, owner, id);
  const row: ReservationRow = {
    id,
    account_id: accountId,
    code,
    status: 'booked',
    hall: slot.hall,
    hall_name: name,
    lane: slot.lane,
    date: slot.date,
    start_minute: slot.startMinute,
    end_minute: endMinute,
    starts_at: startsAt,
    contact_sealed: contactSealed,
    move_offer: null,
    applicants,
  };
  return presentReservation(dependencies, owner, row, maskWhoComes(whoComes));
}

async function presentReservation(
  dependencies: Reading,
  owner: Owner,
  row: ReservationRow,
  masked: Masked,
): Promise<Reservation> {
  const { database } = dependencies;
  const [rules, calendar] = await Promise.all([
    rulesOf(database, owner.city, row.hall),
    calendarOf(database),
  ]);
  return toReservation(dependencies, owner, row, { masked, rules, calendar });
}

interface Facts {
  readonly masked: Masked;
  readonly rules: BookingRules;
  readonly calendar: Calendar;
}

function toReservation(
  { tokens }: Reading,
  { city, now }: Owner,
  row: ReservationRow,
  { masked, rules, calendar }: Facts,
): Reservation {
  const { id, code, status, hall, lane, date } = row;
  const facts = { status, startsAt: row.starts_at, now };
  const promise = promiseForParty(
    calendar,
    row.applicants.map(({ service, residence }) => ({ service, residence, lane })),
    date,
  );
  return {
    id,
    code,
    ...(liveStatuses.includes(status) ? { pass: tokens.pass('visit', id, city, date) } : {}),
    status,
    hall,
    hallName: row.hall_name,
    lane,
    slot: formatSlotId({ hall, lane, date, startMinute: row.start_minute }),
    date,
    start: formatMinute(row.start_minute),
    end: formatMinute(row.end_minute),
    ...masked,
    promisedOn: promise.promisedOn,
    promiseProvisional: promise.provisional,
    ...showMoveOffer(row, now),
    actions: availableActions(facts, rules),
    cancellingIsLate: cancellingIsLate(facts, rules),
    changeUntil: changeDeadline(row.starts_at, rules).toISOString(),
  };
}

function showMoveOffer(
  { status, move_offer: offer }: ReservationRow,
  now: Date,
): Pick<Reservation, 'moveOffer'> {
  if (offer === null || status !== 'booked' || Date.parse(offer.expires_at) <= now.getTime()) return {};
  const { hall, lane, date, start_minute: startMinute } = offer;
  return {
    moveOffer: {
      slot: formatSlotId({ hall, lane, date, startMinute }),
      hall,
      hallName: offer.hall_name,
      date,
      start: formatMinute(startMinute),
      end: formatMinute(offer.end_minute),
      until: new Date(offer.expires_at).toISOString(),
    },
  };
}

/** Who comes and how to reach them, as it may leave the service. */
type Masked = Pick<Reservation, 'people' | 'phone'>;

function openMasked(sealer: Dependencies['sealer'], row: ReservationRow): Masked {
  const { phone } = openContact(sealer, row.contact_sealed, row.id);
  return { people: showPeople(sealer, row), phone: maskPhone(phone) };
}

function maskWhoComes({ party, phone }: WhoComes): Masked {
  const people = party.applicants.map(({ data, residence, services }) => ({
    ...maskDocument(data),
    residence,
    services: [...services],
  }));
  return { people, phone: maskPhone(phone) };
}

function maskDocument(data: PersonalData) {
  const { name, documentType, documentNumber } = maskPersonalData(data);
  return { name, documentType, documentNumber };
}

/** One entry for each person, with all their services. */
function showPeople(
  sealer: Dependencies['sealer'],
  { id, applicants }: ReservationRow,
): Reservation['people'] {
  const positions = [...new Set(applicants.map(({ position }) => position))];
  return positions.flatMap((position) => {
    const mine = applicants.filter((applicant) => applicant.position === position);
    const [first] = mine;
    if (first === undefined) return [];
    const data = openPersonalData(sealer, first.sealed, applicantContext(id, position));
    const services = mine.map(({ service }) => service);
    return [{ ...maskDocument(data), residence: first.residence, services }];
  });
}
