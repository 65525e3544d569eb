import type { desk } from '../../contract/desk';
import { formatSlotId, type SlotKey } from '../../domain/availability/slotId';
import { toHallTime } from '../../domain/calendar/hallTime';
import type { LocalDate } from '../../domain/calendar/localDate';
import type { Lane } from '../../domain/lane';
import { accept } from '../../domain/outcome';
import { readIdentityDocument } from '../../domain/person/identityDocument';
import type { Queryable } from '../_database/database';
import { lockSlot } from '../_database/slots';
import { sql } from '../_database/sql';
import { endOffer, findOffer } from '../_moves/moveOffers';
import { blindDocument } from '../_people/sealedPerson';
import { setReservationStatus } from '../_queue/followReservation';
import { lockHallDay } from '../_queue/hallDay';
import { giveRequestBack } from '../_requests/useRequest';
import { deny } from '../_runtime/answer';
import type { Change, Write } from '../_runtime/serve';
import { endEntry } from '../_waitlist/changeEntry';
import { freeSeats } from '../_waitlist/giveSeats';
import { lockEntry } from '../_waitlist/queries/lockEntries';

/** What the audit says of the reason: somebody showed the document itself at the desk. */
const BECAUSE = 'document-shown';

/**
 * Frees a document that somebody shows at the desk from what others hold with its number, so that its owner can book or
 * take a ticket. It never counts against anyone; companions keep their seats, and whoever had booked is told.
 */
export const freeDocument: Write<typeof desk.freeDocument> = async (
  { database, sealer },
  { hall, documentType, documentNumber },
  change,
) => {
  const today = toHallTime(change.now).date;
  // The day of birth is no part of what a document is found by.
  const document = readIdentityDocument({ documentType, documentNumber, birthDate: '1900-01-01' }, today);
  if (!document.ok) return document;
  const blind = blindDocument(sealer, document.value);

  const [tickets, visits, places] = await Promise.all([
    listTickets(database, change.city, blind),
    listVisits(database, change.city, blind),
    listPlaces(database, change.city, blind),
  ]);
  const outcomes: (boolean | 'moved')[] = [];
  for (const ticket of tickets) outcomes.push(await leaveTicket(database, ticket, blind, change));
  for (const visit of visits) outcomes.push(await leaveVisit(database, visit, blind, change));
  for (const place of places) outcomes.push(await leavePlace(database, place, hall, change));
  if (outcomes.includes('moved')) return deny('TRY_AGAIN', { retryAfterSeconds: 1 });
  return accept({ ended: outcomes.filter((ended) => ended === true).length });
};

interface HeldTicket {
  readonly id: string;
  readonly hall: string;
  readonly date: LocalDate;
  readonly account_id: string | null;
  readonly reservation_id: string | null;
}

function listTickets(transaction: Queryable, city: string, blind: string): Promise<HeldTicket[]> {
  return transaction.rows<HeldTicket>(sql`
    select distinct ticket.id, ticket.hall, ticket.date, ticket.account_id, ticket.reservation_id
    from ticket_person person join ticket on ticket.city = ${city} and ticket.id = person.ticket_id
    where person.city = ${city} and person.document_blind = ${blind} and person.live
    order by ticket.hall, ticket.date, ticket.id`);
}

/** Takes the person off a ticket that still waits; the ticket ends with its last person. */
async function leaveTicket(
  transaction: Queryable,
  { id, hall, date, account_id, reservation_id }: HeldTicket,
  blind: string,
  change: Change,
): Promise<boolean> {
  const { city, now } = change;
  await lockHallDay(transaction, { city, hall, date });
  const [locked] = await transaction.rows<{ others: number }>(sql`
    select (select count(distinct position)::integer from ticket_person person where person.city = ${city}
      and person.ticket_id = ticket.id and person.document_blind <> ${blind}) as others
    from ticket where city = ${city} and id = ${id} and status = 'waiting' for no key update`);
  if (locked === undefined) return false;
  if (locked.others > 0) {
    await transaction.rows(sql`
      delete from ticket_person where city = ${city} and ticket_id = ${id} and document_blind = ${blind}`);
    if (reservation_id !== null) await deleteApplicant(transaction, city, reservation_id, blind);
  } else {
    await transaction.rows(sql`
      update ticket set status = 'left', ended_at = ${now}, undo = null where city = ${city} and id = ${id}`);
    await transaction.rows(sql`
      update ticket_person set live = false where city = ${city} and ticket_id = ${id}`);
    if (reservation_id !== null) {
      await setReservationStatus(transaction, { city, id: reservation_id, status: 'cancelled', now });
    }
  }
  await tell(change, `ticket:${id}`, account_id, { hall, ...startOf(date, now) }, locked.others);
  return true;
}

interface HeldVisit extends SlotRow {
  readonly id: string;
  readonly account_id: string;
}

interface SlotRow {
  readonly hall: string;
  readonly lane: Lane;
  readonly date: LocalDate;
  readonly start_minute: number;
}

function listVisits(transaction: Queryable, city: string, blind: string): Promise<HeldVisit[]> {
  return transaction.rows<HeldVisit>(sql`
    select distinct reservation.id, account_id, hall, lane, date, start_minute
    from applicant join reservation on reservation.city = ${city} and reservation.id = applicant.reservation_id
    where applicant.city = ${city} and applicant.document_blind = ${blind} and applicant.live
      and reservation.status = 'booked'
    order by reservation.id`);
}

/** Takes the person off a visit; the visit ends with its last person. Seats go to whoever waits for them. */
async function leaveVisit(
  transaction: Queryable,
  visit: HeldVisit,
  blind: string,
  change: Change,
): Promise<boolean | 'moved'> {
  const { city, now } = change;
  const { id, account_id: accountId } = visit;
  const slot = toSlot(visit);
  const offer = await findOffer(transaction, city, id);
  // Slots come first and in key order, as in every booking.
  const slots = offer === undefined ? [slot] : [slot, offer.slot];
  for (const each of slots.sort((a, b) => formatSlotId(a).localeCompare(formatSlotId(b)))) {
    await lockSlot(transaction, city, each);
  }
  const [locked] = await transaction.rows<SlotRow & { status: string; others: number; seats: number }>(sql`
    select hall, lane, date, start_minute, status, seats,
      (select count(distinct position)::integer from applicant where applicant.city = ${city}
        and applicant.reservation_id = reservation.id and applicant.document_blind <> ${blind}) as others
    from reservation where city = ${city} and id = ${id} for no key update`);
  if (locked?.status !== 'booked') return false;
  if (formatSlotId(toSlot(locked)) !== formatSlotId(slot)) return 'moved';

  const { others, seats } = locked;
  if (offer !== undefined && (await endOffer(transaction, city, offer.id, 'expired'))) {
    await freeSeats(transaction, offer.slot, offer.seats, change);
  }
  if (others > 0) {
    await deleteApplicant(transaction, city, id, blind);
    await transaction.rows(sql`
      update reservation set seats = ${others}, updated_at = ${now} where city = ${city} and id = ${id}`);
  } else {
    await setReservationStatus(transaction, { city, id, status: 'cancelled', now });
    await giveRequestBack(transaction, id, { ...change, accountId });
  }
  await freeSeats(transaction, slot, seats - others, change);
  const { hall, date, startMinute } = slot;
  await tell(change, `reservation:${id}`, accountId, { hall, date, startMinute }, others);
  return true;
}

async function deleteApplicant(
  transaction: Queryable,
  city: string,
  reservationId: string,
  blind: string,
): Promise<void> {
  await transaction.rows(sql`
    delete from applicant
    where city = ${city} and reservation_id = ${reservationId} and document_blind = ${blind}`);
}

async function listPlaces(transaction: Queryable, city: string, blind: string): Promise<string[]> {
  const rows = await transaction.rows<{ entry_id: string }>(sql`
    select distinct entry_id from waitlist_member
    where city = ${city} and document_blind = ${blind} and live order by entry_id`);
  return rows.map(({ entry_id }) => entry_id);
}

/** A place on the waitlist is one wish of a party; it ends as a whole, and costs nothing to repeat. */
async function leavePlace(
  transaction: Queryable,
  id: string,
  hall: string,
  change: Change,
): Promise<boolean | 'moved'> {
  const entry = await lockEntry(transaction, change.city, id);
  if (entry === 'moved') return 'moved';
  if (entry === undefined || (entry.status !== 'waiting' && entry.status !== 'offered')) return false;
  await endEntry(transaction, entry, 'left', { ...change, actor: `staff:${change.accountId}` });
  if (entry.offer !== null) await freeSeats(transaction, entry.offer.slot, entry.seats, change);
  const { date } = toHallTime(change.now);
  await tell(change, `waitlist-entry:${id}`, entry.accountId, { hall, ...startOf(date, change.now) }, 0);
  return true;
}

async function tell(
  change: Change,
  subject: string,
  accountId: string | null,
  when: { readonly hall: string; readonly date: LocalDate; readonly startMinute: number },
  others: number,
): Promise<void> {
  await change.audit(subject, { after: { people: others, because: BECAUSE } });
  if (accountId !== null) await change.notify(accountId, 'visit.document-shown', subject, when);
}

function startOf(date: LocalDate, now: Date) {
  return { date, startMinute: toHallTime(now).minute };
}

function toSlot({ hall, lane, date, start_minute: startMinute }: SlotRow): SlotKey {
  return { hall, lane, date, startMinute };
}
