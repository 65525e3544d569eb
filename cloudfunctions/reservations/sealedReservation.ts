import type { PersonalData } from '../_people/sealedPerson';
import type { Sealer } from '../_runtime/sealing';

/** How to reach the party, and who comes along without applying. */
export interface Contact {
  readonly phone: string;
  readonly guardian?: PersonalData | undefined;
}

export function applicantContext(reservationId: string, position: number): string {
  return `applicant:${reservationId}:${position}`;
}

export function sealContact(sealer: Sealer, contact: Contact, reservationId: string): string {
  return sealer.seal(JSON.stringify(contact), `contact:${reservationId}`);
}

export function openContact(sealer: Sealer, sealed: string, reservationId: string): Contact {
  return JSON.parse(sealer.open(sealed, `contact:${reservationId}`)) as Contact;
}
