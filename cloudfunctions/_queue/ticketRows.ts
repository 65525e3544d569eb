import type { LocalDate } from '../../domain/calendar/localDate';
import type { Lane } from '../../domain/lane';
import type { Residence } from '../../domain/person/residence';
import type { CallReason } from '../../domain/queue/callOrder';
import type { GreenReason } from '../../domain/queue/greenChannel';
import type { TicketStatus } from '../../domain/queue/ticketStatus';
import type { Service } from '../../domain/service';
import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';
import type { HallDay } from './hallDay';

export interface TicketRow {
  readonly id: string;
  readonly hall: string;
  readonly date: LocalDate;
  readonly number: number;
  /** The lane in which the number was drawn: its letter. */
  readonly drawn_lane: Lane;
  readonly lane: Lane;
  readonly status: TicketStatus;
  readonly booked: boolean;
  readonly green_reason: GreenReason | null;
  readonly account_id: string | null;
  readonly reservation_id: string | null;
  readonly starts_at: Date | null;
  readonly joined_at: Date;
  readonly ready_at: Date;
  readonly expected_minutes: number;
  readonly passed_over: number;
  readonly recalls: number;
  readonly misses: number;
  readonly for_window: number | null;
  readonly window_number: number | null;
  readonly call_sequence: number | null;
  readonly call_reason: CallReason | null;
  readonly call_lanes: string | null;
  readonly called_at: Date | null;
  readonly started_at: Date | null;
  readonly ended_at: Date | null;
  readonly created_at: Date;
  readonly undo: TicketSnapshot | null;
  readonly undo_by: string | null;
  readonly undo_at: Date | null;
}

/** What a step at a window may change, as it was before; instants as text. */
export interface TicketSnapshot {
  readonly action: string;
  readonly status: TicketStatus;
  readonly reservation_status: string | null;
  readonly lane: Lane;
  readonly booked: boolean;
  readonly joined_at: string;
  readonly recalls: number;
  readonly misses: number;
  readonly for_window: number | null;
  readonly window_number: number | null;
  readonly call_sequence: number | null;
  readonly call_reason: CallReason | null;
  readonly call_lanes: string | null;
  readonly called_at: string | null;
  readonly started_at: string | null;
  readonly ended_at: string | null;
}

export interface TicketPersonRow {
  readonly ticket_id: string;
  readonly position: number;
  readonly service: Service;
  readonly document_blind: string;
  readonly sealed: string;
  readonly residence: Residence;
  readonly accepted: boolean | null;
  readonly promised_on: LocalDate | null;
}

/** One ticket, or undefined. */
export async function findTicket(
  database: Queryable,
  city: string,
  id: string,
): Promise<TicketRow | undefined> {
  const [row] = await database.rows<TicketRow>(sql`
    select * from ticket where city = ${city} and id = ${id}`);
  return row;
}

/** One ticket of a hall, locked until the transaction ends; undefined at any other hall. */
export async function lockTicket(
  transaction: Queryable,
  city: string,
  hall: string,
  id: string,
): Promise<TicketRow | undefined> {
  const [row] = await transaction.rows<TicketRow>(sql`
    select * from ticket where city = ${city} and hall = ${hall} and id = ${id} for no key update`);
  return row;
}

/** Everybody who waits, is called or is served at a hall on a day. */
export function listLiveTickets(database: Queryable, { city, hall, date }: HallDay): Promise<TicketRow[]> {
  return database.rows<TicketRow>(sql`
    select * from ticket where city = ${city} and hall = ${hall} and date = ${date}
      and status in ('waiting', 'called', 'serving')
    order by number`);
}

/** The people of some tickets. */
export function listTicketPeople(
  database: Queryable,
  city: string,
  ids: readonly string[],
): Promise<TicketPersonRow[]> {
  return database.rows<TicketPersonRow>(sql`
    select ticket_id, position, service, document_blind, sealed, residence, accepted, promised_on
    from ticket_person where city = ${city} and ticket_id = any(${ids}::uuid[])
    order by ticket_id, position, service`);
}

/** Lets the people of a ticket take another one, or holds them again. */
export async function setPeopleLive(
  transaction: Queryable,
  city: string,
  id: string,
  live: boolean,
): Promise<void> {
  await transaction.rows(sql`
    update ticket_person set live = ${live} where city = ${city} and ticket_id = ${id}`);
}
