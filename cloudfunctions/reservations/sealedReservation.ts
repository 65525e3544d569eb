import { applicantContext, contactContext } from '../_people/contexts';
import type { PartyApplicant } from '../_people/readParty';
import { type PersonalData, sealPersonalData } from '../_people/sealedPerson';
import { ERASED } from '../_people/sealedPlaces';
import type { Sealer } from '../_runtime/sealing';
import type { ApplicantRow } from './queries/seatParties';

/** How to reach the party, and who comes along without applying. */
export interface Contact {
  readonly phone: string;
  readonly guardian?: PersonalData | undefined;
}

/** Everyone of a party with each of their services, sealed for one reservation. */
export function sealApplicants(
  sealer: Sealer,
  applicants: readonly PartyApplicant[],
  reservationId: string,
): ApplicantRow[] {
  return applicants.flatMap(({ data, documentBlind, residence, services }, position) => {
    const sealed = sealPersonalData(sealer, data, applicantContext(reservationId, position));
    return services.map((service) => ({ position, service, documentBlind, sealed, residence }));
  });
}

export function sealContact(sealer: Sealer, contact: Contact, reservationId: string): string {
  return sealer.seal(JSON.stringify(contact), contactContext(reservationId));
}

export function openContact(sealer: Sealer, sealed: string, reservationId: string): Contact {
  if (sealed === ERASED) return { phone: '' };
  return JSON.parse(sealer.open(sealed, contactContext(reservationId))) as Contact;
}

export { applicantContext };
