import type { DeskDocument } from '../../contract/desk';
import { toHallTime } from '../../domain/calendar/hallTime';
import type { LocalDate } from '../../domain/calendar/localDate';
import { type DocumentStatus, isOverdue } from '../../domain/document/documentStatus';
import type { Lane } from '../../domain/lane';
import { formatTicketNumber } from '../../domain/queue/ticketNumber';
import type { Service } from '../../domain/service';
import { ticketPersonContext } from '../_people/contexts';
import { maskPersonalData, openPersonalData, type PersonalData } from '../_people/sealedPerson';
import type { Sealer } from '../_runtime/sealing';

/** A row of `document_entry`: a document with what its ticket knows of it. */
export interface DocumentRow {
  readonly id: string;
  readonly ticket_id: string;
  readonly position: number;
  readonly service: Service;
  readonly hall: string;
  readonly receipt: string;
  readonly status: DocumentStatus;
  readonly ready_at: Date | null;
  readonly collected_at: Date | null;
  readonly accepted_on: LocalDate;
  readonly promised_on: LocalDate;
  readonly provisional: boolean;
  readonly drawn_lane: Lane;
  readonly number: number;
  readonly sealed: string;
}

/** Whose document it is, opened. */
export function ownerOf(sealer: Sealer, { sealed, ticket_id, position }: DocumentRow): PersonalData {
  return openPersonalData(sealer, sealed, ticketPersonContext(ticket_id, position));
}

/** A document as both sides read it, its owner masked. */
export function showDocument(sealer: Sealer, row: DocumentRow, now: Date): DeskDocument {
  const { name, documentNumber } = maskPersonalData(ownerOf(sealer, row));
  const { id, receipt, service, status, provisional } = row;
  const promisedOn = row.promised_on;
  return {
    id,
    receipt,
    service,
    status,
    name,
    documentNumber,
    number: formatTicketNumber(row.drawn_lane, row.number),
    acceptedOn: row.accepted_on,
    promisedOn,
    provisional,
    overdue: isOverdue({ status, promisedOn }, toHallTime(now).date),
    ...(row.ready_at === null ? {} : { readySince: row.ready_at.toISOString() }),
    ...(row.collected_at === null ? {} : { collectedAt: row.collected_at.toISOString() }),
  };
}
