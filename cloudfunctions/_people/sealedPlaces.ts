import { type Statement, sql } from '../_database/sql';
import {
  appealContext,
  applicantContext,
  contactContext,
  evidenceContext,
  evidencePartContext,
  personContext,
  requestPersonContext,
  requestTextContext,
  staffContext,
  ticketPersonContext,
  totpContext,
} from './contexts';

export interface SealedRow {
  readonly id: string;
  readonly position?: number;
  readonly sealed: string;
}

interface Change {
  readonly city: string;
  readonly row: SealedRow;
  readonly sealed: string;
}

/** A column that holds sealed text: how its rows are found, bound to their place, and changed. */
export interface SealedPlace {
  /** Rows that are sealed with another key than `keyId`. */
  readonly stale: (city: string, keyId: string, limit: number) => Statement;
  readonly context: (row: SealedRow) => string;
  /** Changes a row only while it is as it was read. */
  readonly reseal: (change: Change) => Statement;
}

/** Text that was deleted: nothing opens it, nothing seals it anew. */
export const ERASED = '';

/**
 * Every column of the schema that is sealed. A test compares this list with the schema, so that a new column cannot
 * be forgotten when the key changes.
 */
export const sealedPlaces: Readonly<Record<string, SealedPlace>> = {
  'person.sealed': {
    stale: (city, keyId, limit) => sql`
      select id, sealed from person where city = ${city} and sealed <> '' and split_part(sealed, '.', 1) <> ${keyId}
      limit ${limit}`,
    context: ({ id }) => personContext(id),
    reseal: ({ city, row, sealed }) => sql`
      update person set sealed = ${sealed} where city = ${city} and id = ${row.id} and sealed = ${row.sealed}`,
  },
  'applicant.sealed': {
    stale: (city, keyId, limit) => sql`
      select distinct reservation_id as id, position, sealed from applicant
      where city = ${city} and sealed <> '' and split_part(sealed, '.', 1) <> ${keyId} limit ${limit}`,
    context: ({ id, position = 0 }) => applicantContext(id, position),
    reseal: ({ city, row, sealed }) => sql`
      update applicant set sealed = ${sealed}
      where city = ${city} and reservation_id = ${row.id} and position = ${row.position} and sealed = ${row.sealed}`,
  },
  'reservation.contact_sealed': {
    stale: (city, keyId, limit) => sql`
      select id, contact_sealed as sealed from reservation
      where city = ${city} and contact_sealed <> '' and split_part(contact_sealed, '.', 1) <> ${keyId} limit ${limit}`,
    context: ({ id }) => contactContext(id),
    reseal: ({ city, row, sealed }) => sql`
      update reservation set contact_sealed = ${sealed}
      where city = ${city} and id = ${row.id} and contact_sealed = ${row.sealed}`,
  },
  // What waits is sealed for the reservation that it may become.
  'waitlist_member.sealed': {
    stale: (city, keyId, limit) => sql`
      select distinct entry_id as id, position, sealed from waitlist_member
      where city = ${city} and sealed <> '' and split_part(sealed, '.', 1) <> ${keyId} limit ${limit}`,
    context: ({ id, position = 0 }) => applicantContext(id, position),
    reseal: ({ city, row, sealed }) => sql`
      update waitlist_member set sealed = ${sealed}
      where city = ${city} and entry_id = ${row.id} and position = ${row.position} and sealed = ${row.sealed}`,
  },
  'waitlist_entry.contact_sealed': {
    stale: (city, keyId, limit) => sql`
      select id, contact_sealed as sealed from waitlist_entry
      where city = ${city} and contact_sealed <> '' and split_part(contact_sealed, '.', 1) <> ${keyId} limit ${limit}`,
    context: ({ id }) => contactContext(id),
    reseal: ({ city, row, sealed }) => sql`
      update waitlist_entry set contact_sealed = ${sealed}
      where city = ${city} and id = ${row.id} and contact_sealed = ${row.sealed}`,
  },
  'appeal.reason_sealed': {
    stale: (city, keyId, limit) => sql`
      select id, reason_sealed as sealed from appeal
      where city = ${city} and reason_sealed <> '' and split_part(reason_sealed, '.', 1) <> ${keyId} limit ${limit}`,
    context: ({ id }) => appealContext(id),
    reseal: ({ city, row, sealed }) => sql`
      update appeal set reason_sealed = ${sealed}
      where city = ${city} and id = ${row.id} and reason_sealed = ${row.sealed}`,
  },
  'ticket_person.sealed': {
    stale: (city, keyId, limit) => sql`
      select distinct ticket_id as id, position, sealed from ticket_person
      where city = ${city} and sealed <> '' and split_part(sealed, '.', 1) <> ${keyId} limit ${limit}`,
    context: ({ id, position = 0 }) => ticketPersonContext(id, position),
    reseal: ({ city, row, sealed }) => sql`
      update ticket_person set sealed = ${sealed}
      where city = ${city} and ticket_id = ${row.id} and position = ${row.position} and sealed = ${row.sealed}`,
  },
  'request_person.sealed': {
    stale: (city, keyId, limit) => sql`
      select request_id as id, position, sealed from request_person
      where city = ${city} and sealed <> '' and split_part(sealed, '.', 1) <> ${keyId} limit ${limit}`,
    context: ({ id, position = 0 }) => requestPersonContext(id, position),
    reseal: ({ city, row, sealed }) => sql`
      update request_person set sealed = ${sealed}
      where city = ${city} and request_id = ${row.id} and position = ${row.position} and sealed = ${row.sealed}`,
  },
  'request.statement_sealed': {
    stale: (city, keyId, limit) => sql`
      select id, statement_sealed as sealed from request
      where city = ${city} and statement_sealed <> '' and split_part(statement_sealed, '.', 1) <> ${keyId} limit ${limit}`,
    context: ({ id }) => requestTextContext(id, 'statement'),
    reseal: ({ city, row, sealed }) => sql`
      update request set statement_sealed = ${sealed}
      where city = ${city} and id = ${row.id} and statement_sealed = ${row.sealed}`,
  },
  'request.note_sealed': {
    stale: (city, keyId, limit) => sql`
      select id, note_sealed as sealed from request
      where city = ${city} and note_sealed <> '' and split_part(note_sealed, '.', 1) <> ${keyId} limit ${limit}`,
    context: ({ id }) => requestTextContext(id, 'note'),
    reseal: ({ city, row, sealed }) => sql`
      update request set note_sealed = ${sealed}
      where city = ${city} and id = ${row.id} and note_sealed = ${row.sealed}`,
  },
  'request.appeal_sealed': {
    stale: (city, keyId, limit) => sql`
      select id, appeal_sealed as sealed from request
      where city = ${city} and appeal_sealed <> '' and split_part(appeal_sealed, '.', 1) <> ${keyId} limit ${limit}`,
    context: ({ id }) => requestTextContext(id, 'appeal'),
    reseal: ({ city, row, sealed }) => sql`
      update request set appeal_sealed = ${sealed}
      where city = ${city} and id = ${row.id} and appeal_sealed = ${row.sealed}`,
  },
  // The file itself is sealed with this key, which never changes.
  'evidence.key_sealed': {
    stale: (city, keyId, limit) => sql`
      select id, key_sealed as sealed from evidence
      where city = ${city} and key_sealed <> '' and split_part(key_sealed, '.', 1) <> ${keyId} limit ${limit}`,
    context: ({ id }) => evidenceContext(id),
    reseal: ({ city, row, sealed }) => sql`
      update evidence set key_sealed = ${sealed}
      where city = ${city} and id = ${row.id} and key_sealed = ${row.sealed}`,
  },
  'evidence_part.sealed': {
    stale: (city, keyId, limit) => sql`
      select evidence_id as id, position, sealed from evidence_part
      where city = ${city} and sealed <> '' and split_part(sealed, '.', 1) <> ${keyId} limit ${limit}`,
    context: ({ id, position = 0 }) => evidencePartContext(id, position),
    reseal: ({ city, row, sealed }) => sql`
      update evidence_part set sealed = ${sealed}
      where city = ${city} and evidence_id = ${row.id} and position = ${row.position} and sealed = ${row.sealed}`,
  },
  // What a retry hears again, for a day: its row is found by the account and the key together.
  'remembered_write.answer_sealed': {
    stale: (city, keyId, limit) => sql`
      select account_id || ':' || idempotency_key as id, answer_sealed as sealed from remembered_write
      where city = ${city} and answer_sealed <> '' and split_part(answer_sealed, '.', 1) <> ${keyId} limit ${limit}`,
    context: ({ id }) => `answer:${id}`,
    reseal: ({ city, row, sealed }) => sql`
      update remembered_write set answer_sealed = ${sealed}
      where city = ${city} and account_id = split_part(${row.id}, ':', 1)::uuid
        and idempotency_key = split_part(${row.id}, ':', 2) and answer_sealed = ${row.sealed}`,
  },
  'staff_member.named_sealed': {
    stale: (city, keyId, limit) => sql`
      select id, named_sealed as sealed from staff_member
      where city = ${city} and named_sealed is not null and split_part(named_sealed, '.', 1) <> ${keyId} limit ${limit}`,
    context: ({ id }) => staffContext(id),
    reseal: ({ city, row, sealed }) => sql`
      update staff_member set named_sealed = ${sealed}
      where city = ${city} and id = ${row.id} and named_sealed = ${row.sealed}`,
  },
  'staff_member.totp_sealed': {
    stale: (city, keyId, limit) => sql`
      select id, totp_sealed as sealed from staff_member
      where city = ${city} and totp_sealed is not null and split_part(totp_sealed, '.', 1) <> ${keyId} limit ${limit}`,
    context: ({ id }) => totpContext(id),
    reseal: ({ city, row, sealed }) => sql`
      update staff_member set totp_sealed = ${sealed}
      where city = ${city} and id = ${row.id} and totp_sealed = ${row.sealed}`,
  },
};
