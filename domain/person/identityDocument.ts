import type { LocalDate } from '../calendar/localDate';
import { accept, type Outcome, refuse } from '../outcome';
import { type DocumentType, numberSaysBirthDate } from './documentType';
import {
  birthDateOf,
  isHmtResidencePermit,
  isPermanentResidenceCard,
  isResidentId,
  normaliseDocumentNumber,
} from './residentId';

export interface DeclaredDocument {
  readonly documentType: DocumentType;
  readonly documentNumber: string;
  /** Needed for documents whose number does not say it. */
  readonly birthDate?: LocalDate | undefined;
}

export interface IdentityDocument {
  readonly documentType: DocumentType;
  readonly documentNumber: string;
  readonly birthDate: LocalDate;
}

/** Checks a document as declared and reads the day of birth from its number where it stands there. */
export function readIdentityDocument(
  declared: DeclaredDocument,
  today: LocalDate,
): Outcome<IdentityDocument> {
  const { documentType } = declared;
  const documentNumber = normaliseDocumentNumber(declared.documentNumber);
  const birthDate = numberSaysBirthDate(documentType, documentNumber)
    ? birthDateOf(documentNumber)
    : declared.birthDate;
  if (birthDate === undefined || birthDate > today || !isValidNumber(documentType, documentNumber, today)) {
    return refuse('DOCUMENT_NUMBER_INVALID', { documentType });
  }
  return accept({ documentType, documentNumber, birthDate });
}

function isValidNumber(documentType: DocumentType, number: string, today: LocalDate): boolean {
  if (documentType === 'resident-id') return isResidentId(number, today);
  if (documentType === 'hmt-residence-permit') return isHmtResidencePermit(number, today);
  if (documentType === 'permanent-residence-card') return isPermanentResidenceCard(number, today);
  return /^[A-Z0-9]{5,17}$/.test(number);
}
