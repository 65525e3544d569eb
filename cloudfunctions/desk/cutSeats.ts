import type { AffectedVisit } from '../../contract/desk';
import { formatSlotId, type SlotKey } from '../../domain/availability/slotId';
import { addDays, type LocalDate } from '../../domain/calendar/localDate';
import { chooseAffected } from '../../domain/desk/chooseAffected';
import { nearestSeat, type SeatToOffer } from '../../domain/desk/nearestSeat';
import type { Lane } from '../../domain/lane';
import type { Service } from '../../domain/service';
import { audit } from '../_database/audit';
import type { Queryable } from '../_database/database';
import { hallPositions } from '../_database/halls';
import { rulesOf } from '../_database/rules';
import { addToBooked, lockSlot } from '../_database/slots';
import { countSlotChange } from '../_database/slotVersions';
import { sql } from '../_database/sql';
import { findOffer, insertOffer } from '../_moves/moveOffers';
import { notify } from '../_notifications/notify';
import { applicantContext } from '../_people/contexts';
import { maskPersonalData, openPersonalData } from '../_people/sealedPerson';
import type { CallContext, Change, Reading } from '../_runtime/serve';
import { giveSeats } from '../_waitlist/giveSeats';
import { type HeldParty, listHeld, withdrawHeld } from './heldSeats';

/** One slot with the seats that it shall have. */
export interface WantedSeats {
  readonly slot: SlotKey;
  readonly seats: number;
  /** The hall closes early: what the slot has now is remembered for when that is taken back. */
  readonly closing?: boolean;
}

/** How far around a visit another seat is looked for. Days. */
const SEARCH_DAYS = 7;
/** An offer waits for its answer for a day, or until the visit itself is near. Milliseconds. */
const OFFER_LASTS = 24 * 3_600_000;

/**
 * Gives slots other numbers of seats, in the transaction of a write. Nobody is cancelled: a slot keeps what is booked,
 * and whoever no longer fits is offered the nearest equal seat, which is held for them. With `apply` false it only
 * tells whom it would touch.
 */
export async function cutSeats(
  dependencies: Reading,
  wanted: readonly WantedSeats[],
  apply: boolean,
  context: Change,
): Promise<AffectedVisit[]> {
  const { database: transaction } = dependencies;
  const affected: AffectedVisit[] = [];
  const taken = new Map<string, number>();
  const inOrder = [...wanted].sort((a, b) => formatSlotId(a.slot).localeCompare(formatSlotId(b.slot)));
  const cut = new Set(inOrder.map(({ slot }) => formatSlotId(slot)));
  if (apply) await takeTurns(transaction, context.city);
  const moving = new Map<string, MovingVisit>();
  for (const each of inOrder) {
    for (const found of await findMoving(transaction, each, apply, context)) {
      const losesOffer = found.losesOffer || moving.get(found.visit.id)?.losesOffer === true;
      moving.set(found.visit.id, { ...found, losesOffer });
    }
    if (apply) await writeSeats(transaction, each, context);
  }
  for (const { visit, losesOffer } of moving.values()) {
    const offer = await chooseSeat(transaction, { visit, cut, taken, losesOffer }, context);
    affected.push(showAffected(dependencies, visit, offer));
    if (apply && offer !== undefined) await makeOffer(transaction, visit, offer, context);
  }
  return affected;
}

/** One cut of a city at a time: each sees what the one before has offered, and none waits for another in a deadlock. */
async function takeTurns(transaction: Queryable, city: string): Promise<void> {
  await transaction.rows(sql`select pg_advisory_xact_lock(hashtextextended(${`cut:${city}`}, 0))`);
}

interface MovingVisit {
  readonly visit: VisitRow;
  /** The seat that it was offered is cut as well. */
  readonly losesOffer: boolean;
}

/**
 * The visits that a cut leaves without a seat: booked on the slot, or offered one of its seats. Who came last loses theirs
 * first, whether it is booked or held; seats that are held and lost are taken back.
 */
async function findMoving(
  transaction: Queryable,
  { slot, seats }: WantedSeats,
  apply: boolean,
  context: Change,
): Promise<MovingVisit[]> {
  const visits = await listVisits(transaction, context.city, slot);
  const held = await listHeld(transaction, context.city, slot);
  const losing = chooseAffected<VisitRow | HeldParty>([...visits, ...held], seats);
  const moving: MovingVisit[] = [];
  for (const party of losing) {
    if (!('held' in party)) {
      moving.push({ visit: party, losesOffer: false });
      continue;
    }
    if (apply) await withdrawHeld(transaction, slot, party, context);
    const visit =
      party.reservation === null ? undefined : await findVisit(transaction, context.city, party.reservation);
    if (visit !== undefined) moving.push({ visit, losesOffer: true });
  }
  return moving;
}

interface VisitRow {
  readonly id: string;
  readonly hall: string;
  readonly lane: Lane;
  readonly date: LocalDate;
  readonly start_minute: number;
  readonly code: string;
  readonly account_id: string;
  readonly seats: number;
  readonly bookedAt: Date;
  readonly starts_at: Date;
  readonly services: Service[];
  /** Of the first of the party. */
  readonly position: number;
  readonly sealed: string;
}

/** The visits of a slot. */
async function listVisits(transaction: Queryable, city: string, slot: SlotKey): Promise<VisitRow[]> {
  const ids = await transaction.rows<{ id: string }>(sql`
    select id from reservation where city = ${city} and hall = ${slot.hall} and lane = ${slot.lane}
      and date = ${slot.date} and start_minute = ${slot.startMinute} and status = 'booked'`);
  return readVisits(
    transaction,
    city,
    ids.map(({ id }) => id),
  );
}

/** A visit that may be offered another seat; undefined once it is over. */
async function findVisit(transaction: Queryable, city: string, id: string): Promise<VisitRow | undefined> {
  return (await readVisits(transaction, city, [id]))[0];
}

function readVisits(transaction: Queryable, city: string, ids: readonly string[]): Promise<VisitRow[]> {
  return transaction.rows<VisitRow>(sql`
    select id, hall, lane, date, start_minute, code, account_id, seats, created_at as "bookedAt", starts_at,
      array(select distinct service from applicant
        where applicant.city = ${city} and applicant.reservation_id = reservation.id) as services,
      first.position, first.sealed
    from reservation cross join lateral (
      select position, sealed from applicant
      where applicant.city = ${city} and applicant.reservation_id = reservation.id order by position limit 1) first
    where city = ${city} and id = any(${[...ids]}::uuid[]) and status = 'booked'`);
}

function slotOf({ hall, lane, date, start_minute: startMinute }: VisitRow): SlotKey {
  return { hall, lane, date, startMinute };
}

interface Choice {
  readonly visit: VisitRow;
  readonly losesOffer: boolean;
  /** Slots of this very cut, where nobody shall be sent. */
  readonly cut: ReadonlySet<string>;
  /** Seats that this cut has already offered, by slot. */
  readonly taken: Map<string, number>;
}

/** The seat to offer a visit, the one that it was offered before when there is one. */
async function chooseSeat(
  transaction: Queryable,
  { visit, cut, taken, losesOffer }: Choice,
  { city, now }: CallContext,
): Promise<SlotKey | undefined> {
  const slot = slotOf(visit);
  const open = await findOffer(transaction, city, visit.id);
  if (open !== undefined && !losesOffer) return open.slot;
  const position = (await hallPositions(transaction, city)).get(slot.hall);
  if (position === undefined) return undefined;
  const rules = await rulesOf(transaction, city, slot.hall);
  const from = new Date(now.getTime() + rules.bookUntilMinutesBefore * 60_000);
  const candidates = (await listSeats(transaction, city, { visit, slot, from, now }))
    .filter((candidate) => !cut.has(formatSlotId(candidate.slot)))
    .map((candidate) => ({
      ...candidate,
      open: candidate.open - (taken.get(formatSlotId(candidate.slot)) ?? 0),
    }));
  const best = nearestSeat({ slot, seats: visit.seats, position }, candidates)?.slot;
  if (best !== undefined) taken.set(formatSlotId(best), (taken.get(formatSlotId(best)) ?? 0) + visit.seats);
  return best;
}

interface SeatRow {
  readonly hall: string;
  readonly lane: Lane;
  readonly date: LocalDate;
  readonly start_minute: number;
  readonly open: number;
  readonly longitude: number;
  readonly latitude: number;
  readonly errorMetres: number;
}

async function listSeats(
  transaction: Queryable,
  city: string,
  { visit, slot, from, now }: { visit: VisitRow; slot: SlotKey; from: Date; now: Date },
): Promise<SeatToOffer[]> {
  const rows = await transaction.rows<SeatRow>(sql`
    select slot.hall, slot.lane, slot.date, slot.start_minute,
      slot.capacity - slot.held_back - slot.booked as open, hall.longitude, hall.latitude,
      (hall.facts -> 'position' ->> 'precisionMetres')::integer as "errorMetres"
    from slot join hall on hall.city = ${city} and hall.hall = slot.hall
    where slot.city = ${city} and slot.lane = ${slot.lane}
      and slot.date between ${addDays(slot.date, -SEARCH_DAYS)} and ${addDays(slot.date, SEARCH_DAYS)}
      and slot.starts_at >= ${from} and slot.released_at <= ${now}
      and slot.capacity - slot.held_back - slot.booked >= ${visit.seats}
      and slot.services @> ${visit.services}::text[]`);
  return rows.map(({ hall, lane, date, start_minute, open, longitude, latitude, errorMetres }) => ({
    slot: { hall, lane, date, startMinute: start_minute },
    open,
    position: { longitude, latitude, errorMetres },
  }));
}

/** Holds the seat, if it is still there, and tells the visit's owner. */
async function makeOffer(
  transaction: Queryable,
  visit: VisitRow,
  offer: SlotKey,
  { city, now, accountId, requestId }: CallContext,
): Promise<void> {
  if ((await findOffer(transaction, city, visit.id)) !== undefined) return;
  const seats = await lockSlot(transaction, city, offer);
  if (seats === undefined || seats.open < visit.seats) return;
  const expiresAt = new Date(Math.min(now.getTime() + OFFER_LASTS, visit.starts_at.getTime()));
  await addToBooked(transaction, city, offer, visit.seats);
  await insertOffer(
    transaction,
    city,
    { reservationId: visit.id, slot: offer, seats: visit.seats, expiresAt },
    now,
  );
  const { hall, date, startMinute } = offer;
  const facts = {
    hall,
    date,
    startMinute,
    insteadOf: formatSlotId(slotOf(visit)),
    expiresAt: expiresAt.toISOString(),
  };
  const subject = `reservation:${visit.id}`;
  await notify(transaction, {
    city,
    accountId: visit.account_id,
    kind: 'visit.move-offered',
    subject,
    facts,
    now,
  });
  await audit(transaction, {
    city,
    at: now,
    actor: `staff:${accountId}`,
    action: 'desk.offerMove',
    subject,
    after: facts,
    requestId,
  });
}

async function writeSeats(
  transaction: Queryable,
  { slot, seats, closing = false }: WantedSeats,
  context: CallContext,
): Promise<void> {
  const { city, now, accountId, requestId } = context;
  const [before] = await transaction.rows<{ capacity: number; booked: number }>(sql`
    select capacity, booked from slot
    where city = ${city} and hall = ${slot.hall} and lane = ${slot.lane} and date = ${slot.date}
      and start_minute = ${slot.startMinute} for no key update`);
  if (before === undefined) return;
  const { capacity, booked } = before;
  await transaction.rows(sql`
    update slot set capacity = greatest(${seats}, booked), held_back = least(held_back, ${seats}),
      wanted_seats = case when booked > ${seats} then ${seats}::integer end,
      seats_when_open = case when ${closing} then coalesce(seats_when_open, wanted_seats, capacity) end,
      held_back_when_open = case when ${closing} then coalesce(held_back_when_open, greatest(0, held_back - (
        select coalesce(sum(seats), 0)::integer from cooling_seat cooling
        where cooling.city = ${city} and cooling.hall = slot.hall and cooling.lane = slot.lane
          and cooling.date = slot.date and cooling.start_minute = slot.start_minute))) end
    where city = ${city} and hall = ${slot.hall} and lane = ${slot.lane} and date = ${slot.date}
      and start_minute = ${slot.startMinute}`);
  await countSlotChange(transaction, city, [slot.hall]);
  await audit(transaction, {
    city,
    at: now,
    actor: `staff:${accountId}`,
    action: 'desk.setCapacity',
    subject: `slot:${formatSlotId(slot)}`,
    before: { capacity, booked },
    after: { capacity: Math.max(seats, booked), wanted: seats },
    requestId,
  });
  if (seats > capacity) await giveSeats(transaction, slot, context);
}

function showAffected({ sealer }: Reading, visit: VisitRow, offer: SlotKey | undefined): AffectedVisit {
  const { id, code, seats, position, sealed } = visit;
  return {
    reservation: id,
    code,
    name: maskPersonalData(openPersonalData(sealer, sealed, applicantContext(id, position))).name,
    seats,
    slot: formatSlotId(slotOf(visit)),
    ...(offer === undefined ? {} : { offer: formatSlotId(offer) }),
  };
}
