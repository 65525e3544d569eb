import type { LocalDate } from '../calendar/localDate';
import { accept, type Outcome, refuse } from '../outcome';
import { ageOn } from '../person/age';
import type { BookingRules } from './bookingRules';

export interface PartyMember {
  /** Tells two people apart without being their number (a blind index, or the number itself on the phone). */
  readonly identity: string;
  readonly birthDate: LocalDate;
}

export interface Party {
  readonly members: readonly PartyMember[];
  /** An adult who comes along without applying. */
  readonly guardian?: PartyMember | undefined;
  readonly visitDate: LocalDate;
}

/** Whether these people may come together; needs no database. The first reason is the one they can act on first. */
export function decideParty(party: Party, rules: BookingRules): Outcome<null> {
  const { members } = party;
  if (members.length > rules.partyMax) return refuse('PARTY_TOO_LARGE', { partyMax: rules.partyMax });
  if (new Set(members.map(({ identity }) => identity)).size < members.length)
    return refuse('PERSON_TWICE_IN_PARTY');
  if (hasMinor(party, rules) && !hasGuardian(party, rules)) {
    return refuse('GUARDIAN_REQUIRED', { underAge: rules.guardianUnderAge });
  }
  return accept(null);
}

/** 未满16周岁由监护人陪同 (national guide for passport applicants). */
function hasMinor({ members, visitDate }: Party, rules: BookingRules): boolean {
  return members.some(({ birthDate }) => ageOn(birthDate, visitDate) < rules.guardianUnderAge);
}

function hasGuardian({ members, guardian, visitDate }: Party, rules: BookingRules): boolean {
  const adults = guardian === undefined ? members : [...members, guardian];
  return adults.some(({ birthDate }) => ageOn(birthDate, visitDate) >= rules.guardianFromAge);
}
