import type { Lane } from '../../../domain/lane';
import type { Residence } from '../../../domain/person/residence';
import type { ReservationStatus } from '../../../domain/reservation/reservationStatus';
import type { Service } from '../../../domain/service';
import type { Queryable } from '../../_database/database';
import { sql } from '../../_database/sql';

/** A reservation with its hall's name, its slot's end and everyone who applies. */
export interface ReservationRow {
  readonly id: string;
  readonly account_id: string;
  readonly code: string;
  readonly status: ReservationStatus;
  readonly hall: string;
  readonly hall_name: { readonly zh: string; readonly en: string };
  readonly lane: Lane;
  readonly date: string;
  readonly start_minute: number;
  readonly end_minute: number;
  readonly starts_at: Date;
  readonly contact_sealed: string;
  readonly move_offer: {
    readonly hall: string;
    readonly hall_name: { readonly zh: string; readonly en: string };
    readonly lane: Lane;
    readonly date: string;
    readonly start_minute: number;
    readonly end_minute: number;
    readonly expires_at: string;
  } | null;
  readonly applicants: readonly {
    readonly position: number;
    readonly service: Service;
    readonly sealed: string;
    readonly residence: Residence;
  }[];
}

/** One reservation of an account, or undefined when it is not theirs. */
export async function findReservation(
  database: Queryable,
  city: string,
  accountId: string,
  id: string,
): Promise<ReservationRow | undefined> {
  const [row] = await database.rows<ReservationRow>(sql`
    select reservation.id, reservation.account_id, reservation.code, reservation.status, reservation.hall,
      hall.facts -> 'name' as hall_name, reservation.lane, reservation.date, reservation.start_minute,
      slot.end_minute, reservation.starts_at, reservation.contact_sealed,
      (select json_build_object('hall', offer.hall, 'hall_name', offer_hall.facts -> 'name', 'lane', offer.lane,
          'date', offer.date, 'start_minute', offer.start_minute, 'end_minute', offer_slot.end_minute,
          'expires_at', offer.expires_at)
        from move_offer offer
        join hall offer_hall on offer_hall.city = ${city} and offer_hall.hall = offer.hall
        join slot offer_slot on offer_slot.city = ${city} and offer_slot.hall = offer.hall
          and offer_slot.lane = offer.lane and offer_slot.date = offer.date
          and offer_slot.start_minute = offer.start_minute
        where offer.city = ${city} and offer.reservation_id = reservation.id and offer.status = 'open') as move_offer,
      (select json_agg(json_build_object('position', position, 'service', service, 'sealed', sealed,
          'residence', residence) order by position, service)
        from applicant where applicant.city = ${city} and applicant.reservation_id = reservation.id) as applicants
    from reservation
    join hall on hall.city = ${city} and hall.hall = reservation.hall
    join slot on slot.city = ${city} and slot.hall = reservation.hall and slot.lane = reservation.lane
      and slot.date = reservation.date and slot.start_minute = reservation.start_minute
    where reservation.city = ${city} and reservation.account_id = ${accountId} and reservation.id = ${id}`);
  return row;
}

/** Visits to come, soonest first: all of them, which the rule of one live reservation keeps few. */
export function listComing(
  database: Queryable,
  city: string,
  accountId: string,
  from: Date,
): Promise<{ id: string }[]> {
  return database.rows(sql`
    select id from reservation
    where city = ${city} and account_id = ${accountId} and starts_at >= ${from}
      and status in ('booked', 'checked-in', 'serving')
    order by starts_at, id`);
}

/**
 * What is over or cancelled, newest first, one page of `limit` that begins after `before`. The id decides between
 * visits that start together, so that none is lost or shown twice where a page ends.
 */
export function listPast(
  database: Queryable,
  city: string,
  accountId: string,
  page: { readonly from: Date; readonly before: string | null; readonly limit: number },
): Promise<{ id: string }[]> {
  return database.rows(sql`
    select id from reservation
    where city = ${city} and account_id = ${accountId}
      and (starts_at < ${page.from} or status in ('completed', 'cancelled', 'missed'))
      and (${page.before}::uuid is null or (starts_at, id) < (
        select starts_at, id from reservation
        where city = ${city} and account_id = ${accountId} and id = ${page.before}::uuid))
    order by starts_at desc, id desc limit ${page.limit}`);
}
