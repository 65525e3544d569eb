import type { SlotKey } from '../../../domain/availability/slotId';
import type { Residence } from '../../../domain/person/residence';
import type { Service } from '../../../domain/service';
import type { Database } from '../../_database/database';
import { sql } from '../../_database/sql';
import { newId } from '../../_runtime/ids';

/** One party that wants seats on one slot. */
export interface SeatRequest {
  readonly reservationId: string;
  readonly accountId: string;
  /** The number that this booking of the account shall have, as its standing was read; null when that does not count. */
  readonly accountOrdinal: number | null;
  readonly code: string;
  readonly slot: SlotKey;
  /** People, each of whom takes one seat however many services. */
  readonly seats: number;
  /** They declared that they are students, and are of the age (`decideStudents`). */
  readonly asStudents: boolean;
  readonly contactSealed: string;
  readonly applicants: readonly ApplicantRow[];
  /** The latest start of which a seat may still be booked: `now` plus the hall's notice. */
  readonly bookableFrom: Date;
  readonly idempotencyKey: string;
  readonly inputDigest: string;
  readonly requestId: string;
}

/** One person of the party with one service. */
export interface ApplicantRow {
  readonly position: number;
  readonly service: Service;
  readonly documentBlind: string;
  readonly sealed: string;
  readonly residence: Residence;
}

export interface SeatRow {
  readonly index: number;
  readonly outcome: 'SEATED' | 'REPEATED' | 'KEY_REUSED' | 'STANDING_CHANGED' | SeatRefusal;
  /** Of the reservation made now, or made the first time when `REPEATED`. */
  readonly reservation_id: string | null;
  /** Of what was made now; null otherwise. */
  readonly code: string | null;
  readonly starts_at: Date | null;
  readonly end_minute: number | null;
  /** Seats that are left on the slot after this statement; null when there is no such slot. */
  readonly open: number | null;
}

export type SeatRefusal =
  | 'SLOT_CLOSED'
  | 'SLOT_NOT_RELEASED'
  | 'TOO_LATE_TO_BOOK'
  | 'SERVICE_NOT_OFFERED'
  | 'STUDENTS_ONLY'
  | 'ALREADY_BOOKED'
  | 'SLOT_FULL';

/**
 * Seats a batch of parties in one statement, in order of arrival, each whole or not at all, the others unharmed.
 * It locks the slots first, always in key order, so that two batches cannot wait for each other and a seat is
 * counted once. The refusals repeat `decideSeat` in its order. A person or a key that another statement takes at
 * the same moment raises a unique violation for the whole batch: the caller then sends its parties apart. People
 * are written in one order, so that two batches that share two of them do not wait for each other in a circle.
 * Each lookup is lateral: one step into an index for each party, whatever the planner believes of the tables' size.
 */
export function seatParties(
  database: Pick<Database, 'rows'>,
  city: string,
  now: Date,
  requests: readonly SeatRequest[],
): Promise<SeatRow[]> {
  const parties = JSON.stringify(requests.map(toPartyRecord));
  const members = JSON.stringify(requests.flatMap(toMemberRecords));
  return database.rows<SeatRow>(sql`
    with party as materialized (
      select * from json_to_recordset(${parties}::json) as party(
        index integer, id uuid, account_id uuid, account_ordinal integer, code text, hall text, lane text, date date, start_minute integer,
        seats integer, as_students boolean, services text[], contact_sealed text, bookable_from timestamptz, audit_id uuid,
        idempotency_key text, input_digest text, request_id text)
    ),
    member as materialized (
      select * from json_to_recordset(${members}::json) as member(
        index integer, position integer, service text, document_blind text, sealed text, residence text)
    ),
    repeated as materialized (
      select party.index, first.id, first.input_digest = party.input_digest as same_input
      from party cross join lateral (
        select id, input_digest from reservation
        where city = ${city} and account_id = party.account_id and idempotency_key = party.idempotency_key
        limit 1
      ) first
    ),
    booked_already as materialized (
      select distinct member.index
      from member cross join lateral (
        select 1 from applicant
        where city = ${city} and document_blind = member.document_blind and service = member.service and live
        limit 1
      ) live
    ),
    locked as materialized (
      select slot.*
      from (
        select distinct hall, lane, date, start_minute from party order by hall, lane, date, start_minute
      ) wanted cross join lateral (
        select * from slot
        where city = ${city} and hall = wanted.hall and lane = wanted.lane and date = wanted.date
          and start_minute = wanted.start_minute
        for no key update
      ) slot
    ),
    judged as materialized (
      select party.*, locked.starts_at, locked.end_minute, locked.capacity - locked.held_back - locked.booked as open, case
        when repeated.same_input then 'REPEATED'
        when repeated.id is not null then 'KEY_REUSED'
        when locked.hall is null then 'SLOT_CLOSED'
        when locked.released_at > ${now}::timestamptz then 'SLOT_NOT_RELEASED'
        when locked.starts_at < party.bookable_from then 'TOO_LATE_TO_BOOK'
        when not party.services <@ locked.services then 'SERVICE_NOT_OFFERED'
        when locked.lane = 'student' and not party.as_students then 'STUDENTS_ONLY'
        when booked_already.index is not null then 'ALREADY_BOOKED'
      end as verdict, repeated.id as first_id
      from party left join locked using (hall, lane, date, start_minute) left join repeated using (index)
        left join booked_already using (index)
    ),
    arrival as (
      select *, sum(seats) over (partition by hall, lane, date, start_minute order by index) as seats_so_far
      from judged where verdict is null
    ),
    granted as materialized (select * from arrival where seats_so_far <= open),
    taken as (
      update slot set booked = booked + need.seats
      from (select hall, lane, date, start_minute, sum(seats)::integer as seats from granted group by 1, 2, 3, 4) need
      where slot.city = ${city} and slot.hall = need.hall and slot.lane = need.lane
        and slot.date = need.date and slot.start_minute = need.start_minute
      returning slot.hall, slot.lane, slot.date, slot.start_minute, slot.capacity - slot.held_back - slot.booked as open
    ),
    counted as (
      insert into slot_version (city, hall, shard, version, shape)
      select ${city}, hall, pg_backend_pid() % 32, 1, 0 from (select distinct hall from taken order by hall) changed
      on conflict (city, hall, shard) do update set version = slot_version.version + 1
    ),
    made as (
      insert into reservation (city, id, account_id, account_ordinal, code, status, hall, lane, date, start_minute, starts_at, seats,
        declared_students, contact_sealed, idempotency_key, input_digest, created_at, updated_at)
      select ${city}, id, account_id, account_ordinal, code, 'booked', hall, lane, date, start_minute, starts_at, seats,
        as_students, contact_sealed, idempotency_key, input_digest, ${now}::timestamptz, ${now}::timestamptz from granted
    ),
    applied as (
      insert into applicant (city, reservation_id, position, service, document_blind, sealed, residence, live)
      select ${city}, granted.id, member.position, member.service, member.document_blind, member.sealed,
        member.residence, true
      from granted join member using (index)
      order by member.document_blind, member.service
    ),
    audited as (
      insert into audit_entry (city, id, at, actor, action, subject, after, request_id)
      select ${city}, audit_id, ${now}::timestamptz, 'citizen:' || account_id, 'reservations.make', 'reservation:' || id,
        jsonb_build_object('status', 'booked', 'hall', hall, 'lane', lane, 'date', date, 'startMinute', start_minute,
          'seats', seats), request_id
      from granted
    ),
    told as (
      insert into notification (city, id, account_id, kind, subject, facts, created_at, next_attempt_at)
      select ${city}, audit_id, account_id, 'reservation.booked', 'reservation:' || id,
        jsonb_build_object('hall', hall, 'date', date, 'startMinute', start_minute, 'code', code),
        ${now}::timestamptz, ${now}::timestamptz
      from granted
      where exists (select 1 from message_grant where message_grant.city = ${city}
        and message_grant.account_id = granted.account_id and remaining > 0)
    )
    select judged.index, coalesce(judged.verdict, case when granted.id is null then 'SLOT_FULL' else 'SEATED' end) as outcome,
      coalesce(judged.first_id, granted.id) as reservation_id, granted.code, granted.starts_at,
      granted.end_minute, coalesce(taken.open, judged.open) as open
    from judged left join granted using (index)
      left join taken on taken.hall = judged.hall and taken.lane = judged.lane and taken.date = judged.date
        and taken.start_minute = judged.start_minute
    order by judged.index`);
}

function toPartyRecord(request: SeatRequest, index: number) {
  return {
    index,
    id: request.reservationId,
    account_id: request.accountId,
    account_ordinal: request.accountOrdinal,
    code: request.code,
    hall: request.slot.hall,
    lane: request.slot.lane,
    date: request.slot.date,
    start_minute: request.slot.startMinute,
    seats: request.seats,
    as_students: request.asStudents,
    services: [...new Set(request.applicants.map(({ service }) => service))],
    contact_sealed: request.contactSealed,
    bookable_from: request.bookableFrom,
    audit_id: newId(),
    idempotency_key: request.idempotencyKey,
    input_digest: request.inputDigest,
    request_id: request.requestId,
  };
}

function toMemberRecords(request: SeatRequest, index: number) {
  return request.applicants.map(({ position, service, documentBlind, sealed, residence }) => ({
    index,
    position,
    service,
    document_blind: documentBlind,
    sealed,
    residence,
  }));
}
