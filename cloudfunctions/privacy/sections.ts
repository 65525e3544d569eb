import { maskPhone } from '../../domain/person/masking';
import { type Statement, sql } from '../_database/sql';
import {
  appealContext,
  applicantContext,
  contactContext,
  personContext,
  requestPersonContext,
  requestTextContext,
  ticketPersonContext,
} from '../_people/contexts';
import { maskPersonalData, openPersonalData } from '../_people/sealedPerson';
import { ERASED } from '../_people/sealedPlaces';
import type { Sealer } from '../_runtime/sealing';

type Row = Record<string, unknown>;

/** One kind of thing in the copy: how it is read, and how a row is shown to its owner. */
export interface Section {
  readonly read: (of: { readonly city: string; readonly accountId: string }) => Statement;
  readonly show: (row: Row, sealer: Sealer) => Row;
}

const asItIs = (row: Row) => row;

const openPerson = ({ sealed, ...row }: Row, sealer: Sealer, context: string): Row => ({
  ...row,
  ...maskPersonalData(openPersonalData(sealer, String(sealed), context)),
});

const openPhone = ({ contact_sealed, ...row }: Row, sealer: Sealer): Row => {
  if (contact_sealed === ERASED) return row;
  const contact = JSON.parse(sealer.open(String(contact_sealed), contactContext(String(row.id)))) as {
    phone: string;
  };
  return { ...row, phone: maskPhone(contact.phone) };
};

/** What was written about a request, each text under its own name. */
const openTexts = ({ statement_sealed, note_sealed, appeal_sealed, ...row }: Row, sealer: Sealer): Row => {
  const texts = { statement: statement_sealed, note: note_sealed, appeal: appeal_sealed } as const;
  const opened = Object.entries(texts).map(([name, sealed]) => [
    name,
    sealed === ERASED
      ? ''
      : sealer.open(String(sealed), requestTextContext(String(row.id), name as keyof typeof texts)),
  ]);
  return { ...row, ...Object.fromEntries(opened) };
};

/** Everything that is kept about an account. A test compares the sections with the tables that name an account. */
export const sections: Readonly<Record<string, Section>> = {
  account: {
    read: ({ city, accountId }) => sql`
      select id, channel, created_at, principal_id is not null as linked from account
      where city = ${city} and (id = ${accountId} or principal_id = ${accountId}) order by created_at`,
    show: asItIs,
  },
  person: {
    read: ({ city, accountId }) => sql`
      select id, sealed, residence, guardian_of, created_at, updated_at from person
      where city = ${city} and account_id = ${accountId} order by created_at, id`,
    show: (row, sealer) => openPerson(row, sealer, personContext(String(row.id))),
  },
  reservation: {
    read: ({ city, accountId }) => sql`
      select id, code, status, hall, lane, date, start_minute, seats, cancelled_late, declared_students,
        contact_sealed, created_at, updated_at
      from reservation where city = ${city} and account_id = ${accountId} order by starts_at, id`,
    show: openPhone,
  },
  applicant: {
    read: ({ city, accountId }) => sql`
      select reservation_id, position, service, applicant.sealed, residence, live
      from applicant join reservation on reservation.city = ${city} and reservation.id = applicant.reservation_id
      where applicant.city = ${city} and reservation.account_id = ${accountId}
      order by reservation.starts_at, reservation_id, position, service`,
    show: (row, sealer) =>
      openPerson(row, sealer, applicantContext(String(row.reservation_id), Number(row.position))),
  },
  waitlist_entry: {
    read: ({ city, accountId }) => sql`
      select id, status, joined_at, lane, halls, from_date, to_date, services, seats, contact_sealed, updated_at
      from waitlist_entry where city = ${city} and account_id = ${accountId} order by joined_at, id`,
    show: openPhone,
  },
  waitlist_member: {
    read: ({ city, accountId }) => sql`
      select entry_id, position, service, member.sealed, residence
      from waitlist_member member join waitlist_entry on waitlist_entry.city = ${city} and waitlist_entry.id = entry_id
      where member.city = ${city} and account_id = ${accountId} order by joined_at, entry_id, position, service`,
    show: (row, sealer) =>
      openPerson(row, sealer, applicantContext(String(row.entry_id), Number(row.position))),
  },
  ticket: {
    read: ({ city, accountId }) => sql`
      select id, hall, date, number, lane, status, booked, green_reason, reservation_id, starts_at, created_at,
        called_at, window_number, started_at, ended_at
      from ticket where city = ${city} and account_id = ${accountId} order by created_at, id`,
    show: asItIs,
  },
  ticket_person: {
    read: ({ city, accountId }) => sql`
      select ticket_id, position, service, person.sealed, residence, accepted, promised_on, promise_provisional
      from ticket_person person join ticket on ticket.city = ${city} and ticket.id = ticket_id
      where person.city = ${city} and account_id = ${accountId} order by ticket.created_at, ticket_id, position, service`,
    show: (row, sealer) =>
      openPerson(row, sealer, ticketPersonContext(String(row.ticket_id), Number(row.position))),
  },
  request: {
    read: ({ city, accountId }) => sql`
      select id, kind, reason, hall, status, statement_sealed, note_sealed, appeal_sealed, letter_from, letter_until,
        submitted_at, decided_at, appealed_at, expires_at, reservation_id
      from request where city = ${city} and account_id = ${accountId} order by submitted_at, id`,
    show: openTexts,
  },
  request_person: {
    read: ({ city, accountId }) => sql`
      select request_id, position, services, person.sealed, residence
      from request_person person join request on request.city = ${city} and request.id = request_id
      where person.city = ${city} and account_id = ${accountId} order by submitted_at, request_id, position`,
    show: (row, sealer) =>
      openPerson(row, sealer, requestPersonContext(String(row.request_id), Number(row.position))),
  },
  // The files themselves are fetched part by part with `requests.getEvidence`.
  evidence: {
    read: ({ city, accountId }) => sql`
      select id, request_id, status, media_type, bytes, pages, created_at from evidence
      where city = ${city} and account_id = ${accountId} and status <> 'ended' order by created_at, id`,
    show: asItIs,
  },
  company_member: {
    read: ({ city, accountId }) => sql`
      select company_id, name, credit_code, role, joined_at
      from company_member member join company on company.city = ${city} and company.id = member.company_id
      where member.city = ${city} and account_id = ${accountId} order by joined_at`,
    show: asItIs,
  },
  document: {
    read: ({ city, accountId }) => sql`
      select document.ticket_id, position, service, document.hall, receipt, document.status,
        document.ready_at, collected_at
      from document join ticket on ticket.city = ${city} and ticket.id = document.ticket_id
      where document.city = ${city} and account_id = ${accountId} order by ticket.created_at, document.id`,
    show: asItIs,
  },
  notification: {
    read: ({ city, accountId }) => sql`
      select id, kind, subject, facts, created_at, sent_at from notification
      where city = ${city} and account_id = ${accountId} order by created_at, id`,
    show: asItIs,
  },
  missed_visit: {
    read: ({ city, accountId }) => sql`
      select reservation_id, weight, at, pause_id, forgiven_at from missed_visit
      where city = ${city} and account_id = ${accountId} order by at`,
    show: asItIs,
  },
  kiosk_report: {
    read: ({ city, accountId }) => sql`
      select kiosk, works, at from kiosk_report where city = ${city} and account_id = ${accountId} order by at, kiosk`,
    show: asItIs,
  },
  appeal: {
    read: ({ city, accountId }) => sql`
      select id, pause_id, reason_sealed, status, created_at, decided_at from appeal
      where city = ${city} and account_id = ${accountId} order by created_at`,
    show: ({ reason_sealed, ...row }, sealer) => ({
      ...row,
      reason:
        reason_sealed === ERASED ? '' : sealer.open(String(reason_sealed), appealContext(String(row.id))),
    }),
  },
  message_grant: {
    read: ({ city, accountId }) => sql`
      select channel, template, remaining, language, updated_at from message_grant
      where city = ${city} and account_id = ${accountId} order by channel, template`,
    show: asItIs,
  },
  consent: {
    read: ({ city, accountId }) => sql`
      select purpose, version, granted_at, withdrawn_at from consent
      where city = ${city} and account_id = ${accountId} order by granted_at`,
    show: asItIs,
  },
  sign_in: {
    read: ({ city, accountId }) => sql`
      select id, kind, channel, device, created_at, used_at, expires_at, ended_at, ended_because from sign_in
      where city = ${city} and account_id = ${accountId} order by created_at, id`,
    show: asItIs,
  },
  staff_member: {
    read: ({ city, accountId }) => sql`
      select id, hall, role, bound_at, ended_at from staff_member
      where city = ${city} and account_id = ${accountId} order by created_at`,
    show: asItIs,
  },
  remembered_write: {
    read: ({ city, accountId }) => sql`
      select operation, created_at, forget_at from remembered_write
      where city = ${city} and account_id = ${accountId} order by created_at`,
    show: asItIs,
  },
};
