import type { Service } from '../service';

/** The letters of endorsements for Hong Kong and Macao: visit, group, family, business, stay, other. */
export const endorsements = ['G', 'L', 'T', 'S', 'D', 'Q'] as const;

export type Endorsement = (typeof endorsements)[number];

export const purposes = ['first', 'renewal', 'replacement'] as const;

export type Purpose = (typeof purposes)[number];

export const ageGroups = ['under-16', '16-to-59', '60-or-more'] as const;

export type AgeGroup = (typeof ageGroups)[number];

/** What a person says of themselves; what they leave out entitles them to nothing. */
export interface AboutPerson {
  readonly age?: AgeGroup | undefined;
  /** Household registered in the city itself. */
  readonly cityHousehold?: boolean | undefined;
  /** Household registered in a city whose residents renew online with it. */
  readonly pilotHousehold?: boolean | undefined;
  readonly purpose?: Purpose | undefined;
  readonly endorsement?: Endorsement | undefined;
  /** State personnel on record: they need their employer's consent, at a window. */
  readonly registeredPersonnel?: boolean | undefined;
  /** Holds the permit as a card. */
  readonly cardPermit?: boolean | undefined;
  /** Pregnant, disabled, or with an infant. */
  readonly needsPriority?: boolean | undefined;
  /** A student, who may use student sessions. */
  readonly student?: boolean | undefined;
}

/** Who may renew without a visit. A city's data says it; sources stand beside it there. */
export interface OnlineRenewal {
  readonly services: readonly Service[];
  readonly purposes: readonly Purpose[];
  readonly ages: readonly AgeGroup[];
}

/** Whom a kiosk serves, by endorsement. */
export interface KioskService {
  readonly services: readonly Service[];
  readonly endorsements: readonly { readonly letter: Endorsement; readonly cityHouseholdOnly: boolean }[];
  readonly cardPermitOnly: boolean;
}

/** Who need not book anywhere. */
export interface GreenChannel {
  readonly ages: readonly AgeGroup[];
  readonly priority: boolean;
}

/** Whether this person may renew online: everything that the rule asks must have been said. */
export function mayRenewOnline(rule: OnlineRenewal, service: Service, about: AboutPerson): boolean {
  return (
    rule.services.includes(service) &&
    about.purpose !== undefined &&
    rule.purposes.includes(about.purpose) &&
    about.age !== undefined &&
    rule.ages.includes(about.age) &&
    about.pilotHousehold === true &&
    about.registeredPersonnel !== true
  );
}

/** Whether a kiosk can give this person the endorsement that they named. */
export function mayUseKiosk(rule: KioskService, service: Service, about: AboutPerson): boolean {
  const endorsement = rule.endorsements.find(({ letter }) => letter === about.endorsement);
  return (
    rule.services.includes(service) &&
    endorsement !== undefined &&
    (!endorsement.cityHouseholdOnly || about.cityHousehold === true) &&
    (!rule.cardPermitOnly || about.cardPermit === true) &&
    about.registeredPersonnel !== true
  );
}

/** Whether this person is served without a booking at every hall. */
export function usesGreenChannel(rule: GreenChannel, about: AboutPerson): boolean {
  return (
    (about.age !== undefined && rule.ages.includes(about.age)) ||
    (rule.priority && about.needsPriority === true)
  );
}
