import type { Lane } from '../../domain/lane';
import type { GreenReason } from '../../domain/queue/greenChannel';
import { audit } from '../_database/audit';
import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';
import { ticketPersonContext } from '../_people/contexts';
import type { PartyApplicant } from '../_people/readParty';
import { sealPersonalData } from '../_people/sealedPerson';
import { newId } from '../_runtime/ids';
import type { Sealer } from '../_runtime/sealing';
import { drawNumber, type HallDay } from './hallDay';
import type { TicketSnapshot } from './ticketRows';

export interface NewTicket {
  readonly day: HallDay;
  readonly lane: Lane;
  readonly booked: boolean;
  readonly green: GreenReason | null;
  readonly accountId: string | null;
  readonly reservation: { readonly id: string; readonly startsAt: Date } | null;
  readonly readyAt: Date;
  readonly expectedMinutes: number;
  readonly people: readonly PartyApplicant[];
  readonly now: Date;
  /** `citizen:<account>` or `staff:<account>`. */
  readonly actor: string;
  /** Room and operation. */
  readonly action: string;
  /** The member of staff who may take it back. */
  readonly undoBy: string | null;
  readonly requestId: string;
}

/** Gives a ticket with the next number of a day that the caller has locked. Gives its id. */
export async function insertTicket(
  transaction: Queryable,
  sealer: Sealer,
  ticket: NewTicket,
): Promise<string> {
  const { day, lane, booked, green, accountId, reservation, readyAt, expectedMinutes, now } = ticket;
  const { city, hall, date } = day;
  const id = newId();
  const number = await drawNumber(transaction, day);
  await transaction.rows(sql`
    insert into ticket (city, id, hall, date, number, drawn_lane, lane, status, booked, green_reason, account_id,
      reservation_id, starts_at, joined_at, ready_at, expected_minutes, created_at, undo, undo_by, undo_at)
    values (${city}, ${id}, ${hall}, ${date}, ${number}, ${lane}, ${lane}, 'waiting', ${booked}, ${green}, ${accountId},
      ${reservation?.id ?? null}, ${reservation?.startsAt ?? null}, ${now}, ${readyAt}, ${expectedMinutes}, ${now},
      ${ticket.undoBy === null ? null : JSON.stringify(beforeItWas(ticket))}::jsonb, ${ticket.undoBy},
      ${ticket.undoBy === null ? null : now})`);
  await insertPeople(transaction, sealer, city, id, ticket.people);
  await audit(transaction, {
    city,
    at: now,
    actor: ticket.actor,
    action: ticket.action,
    subject: `ticket:${id}`,
    after: {
      status: 'waiting',
      hall,
      number,
      lane,
      booked,
      green,
      people: ticket.people.length,
      reservation: reservation?.id ?? null,
    },
    requestId: ticket.requestId,
  });
  return id;
}

/** What taking the ticket back leads to: it was never waiting, and its appointment has not checked in. */
function beforeItWas({ action, lane, booked, reservation, now }: NewTicket): TicketSnapshot {
  return {
    action,
    status: 'left',
    reservation_status: reservation === null ? null : 'booked',
    lane,
    booked,
    joined_at: now.toISOString(),
    recalls: 0,
    misses: 0,
    for_window: null,
    window_number: null,
    call_sequence: null,
    call_reason: null,
    call_lanes: null,
    called_at: null,
    started_at: null,
    ended_at: null,
  };
}

async function insertPeople(
  transaction: Queryable,
  sealer: Sealer,
  city: string,
  id: string,
  people: readonly PartyApplicant[],
): Promise<void> {
  const rows = people.flatMap(({ data, documentBlind, residence, services }, position) => {
    const sealed = sealPersonalData(sealer, data, ticketPersonContext(id, position));
    return services.map((service) => ({ position, service, documentBlind, sealed, residence }));
  });
  await transaction.rows(sql`
    insert into ticket_person (city, ticket_id, position, service, document_blind, sealed, residence, live)
    select ${city}, ${id}, position, service, "documentBlind", sealed, residence, true
    from json_to_recordset(${JSON.stringify(rows)}::json) as person(position integer, service text,
      "documentBlind" text, sealed text, residence text)`);
}
