import type { z } from 'zod';
import type { declaredPerson } from '../../contract/identity';
import type { LocalDate } from '../../domain/calendar/localDate';
import { accept, type Outcome } from '../../domain/outcome';
import type { DocumentType } from '../../domain/person/documentType';
import { readIdentityDocument } from '../../domain/person/identityDocument';
import { maskDocumentNumber, maskName, maskPhone } from '../../domain/person/masking';
import type { Sealer } from '../_runtime/sealing';
import { ERASED } from './sealedPlaces';

/** A person's own data, which lives sealed in the database and leaves the service masked. */
export interface PersonalData {
  readonly name: string;
  readonly documentType: DocumentType;
  readonly documentNumber: string;
  readonly birthDate: LocalDate;
  readonly phone?: string | undefined;
}

type DeclaredPerson = z.output<typeof declaredPerson>;

/** Checks what was declared and keeps what is needed; refuses a number that cannot be. */
export function readPersonalData(declared: DeclaredPerson, today: LocalDate): Outcome<PersonalData> {
  const document = readIdentityDocument(declared, today);
  if (!document.ok) return document;
  const { name, phone } = declared;
  return accept({ name, phone, ...document.value });
}

/** The blind index of a document, by which the same person is found again. */
export function blindDocument(
  sealer: Sealer,
  { documentType, documentNumber }: Pick<PersonalData, 'documentType' | 'documentNumber'>,
): string {
  return sealer.blind(`${documentType}:${documentNumber}`);
}

export function sealPersonalData(sealer: Sealer, data: PersonalData, context: string): string {
  return sealer.seal(JSON.stringify(data), context);
}

/** What stands where a person's data was deleted after the visit. */
const erased: PersonalData = {
  name: '',
  documentType: 'resident-id',
  documentNumber: '',
  birthDate: '1900-01-01',
};

export function openPersonalData(sealer: Sealer, sealed: string, context: string): PersonalData {
  if (sealed === ERASED) return erased;
  return JSON.parse(sealer.open(sealed, context)) as PersonalData;
}

/** What may leave the service. */
export function maskPersonalData(data: PersonalData) {
  return {
    name: maskName(data.name),
    documentType: data.documentType,
    documentNumber: maskDocumentNumber(data.documentNumber),
    ...(data.phone === undefined ? {} : { phone: maskPhone(data.phone) }),
  };
}
