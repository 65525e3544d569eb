import type { SlotKey } from '../../domain/availability/slotId';
import type { Lane } from '../../domain/lane';
import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';
import { newId } from '../_runtime/ids';

export interface MoveOffer {
  readonly id: string;
  readonly reservationId: string;
  readonly slot: SlotKey;
  readonly seats: number;
  readonly expiresAt: Date;
}

interface OfferRow {
  readonly id: string;
  readonly reservation_id: string;
  readonly hall: string;
  readonly lane: Lane;
  readonly date: string;
  readonly start_minute: number;
  readonly seats: number;
  readonly expires_at: Date;
}

/** Writes an offer down; its seats are held by the caller. */
export async function insertOffer(
  transaction: Queryable,
  city: string,
  { reservationId, slot, seats, expiresAt }: Omit<MoveOffer, 'id'>,
  now: Date,
): Promise<void> {
  await transaction.rows(sql`
    insert into move_offer (city, id, reservation_id, hall, lane, date, start_minute, seats, status, expires_at,
      created_at)
    values (${city}, ${newId()}, ${reservationId}, ${slot.hall}, ${slot.lane}, ${slot.date}, ${slot.startMinute},
      ${seats}, 'open', ${expiresAt}, ${now})`);
}

/** The open offer to a visit, or undefined. */
export async function findOffer(
  database: Queryable,
  city: string,
  reservationId: string,
): Promise<MoveOffer | undefined> {
  const [row] = await database.rows<OfferRow>(sql`
    select id, reservation_id, hall, lane, date, start_minute, seats, expires_at from move_offer
    where city = ${city} and reservation_id = ${reservationId} and status = 'open'`);
  return row === undefined ? undefined : toOffer(row);
}

/** Offers that are over: too old, or their visit was cancelled or moved meanwhile. */
export async function listOffersOver(database: Queryable, city: string, now: Date): Promise<MoveOffer[]> {
  const rows = await database.rows<OfferRow>(sql`
    select offer.id, reservation_id, offer.hall, offer.lane, offer.date, offer.start_minute, offer.seats, expires_at
    from move_offer offer
    join reservation on reservation.city = ${city} and reservation.id = offer.reservation_id
    where offer.city = ${city} and offer.status = 'open'
      and (expires_at <= ${now} or reservation.status <> 'booked' or reservation.updated_at > offer.created_at)
    order by offer.id`);
  return rows.map(toOffer);
}

/** Ends an open offer; false when somebody else ended it first. */
export async function endOffer(
  transaction: Queryable,
  city: string,
  id: string,
  status: 'accepted' | 'declined' | 'expired' | 'withdrawn',
): Promise<boolean> {
  const rows = await transaction.rows(sql`
    update move_offer set status = ${status} where city = ${city} and id = ${id} and status = 'open' returning id`);
  return rows.length > 0;
}

function toOffer(row: OfferRow): MoveOffer {
  const { id, reservation_id: reservationId, hall, lane, date, start_minute: startMinute, seats } = row;
  return {
    id,
    reservationId,
    slot: { hall, lane, date, startMinute },
    seats,
    expiresAt: row.expires_at,
  };
}

/** What became of the last offer to a visit, or undefined when there was none. */
export async function lastAnswer(
  database: Queryable,
  city: string,
  reservationId: string,
): Promise<string | undefined> {
  const [row] = await database.rows<{ status: string }>(sql`
    select status from move_offer where city = ${city} and reservation_id = ${reservationId}
    order by created_at desc, id desc limit 1`);
  return row?.status;
}

/** When the slot of an offer starts. */
export async function startOfOffer(
  database: Queryable,
  city: string,
  { slot }: MoveOffer,
): Promise<Date | undefined> {
  const [row] = await database.rows<{ starts_at: Date }>(sql`
    select starts_at from slot where city = ${city} and hall = ${slot.hall} and lane = ${slot.lane}
      and date = ${slot.date} and start_minute = ${slot.startMinute}`);
  return row?.starts_at;
}
