/** Every "no" that the rules of the service can say. The client translates each one. */
export const refusals = [
  // booking
  'SLOT_CLOSED',
  'SLOT_NOT_RELEASED',
  'TOO_LATE_TO_BOOK',
  'SERVICE_NOT_OFFERED',
  'LANE_NEEDS_APPROVAL',
  'ALREADY_BOOKED',
  'SLOT_FULL',
  'PARTY_TOO_LARGE',
  'PERSON_TWICE_IN_PARTY',
  'GUARDIAN_REQUIRED',
  // changing and cancelling
  'TOO_LATE_TO_CANCEL',
  'TOO_LATE_TO_CHANGE',
  'NOT_CHANGEABLE',
  'SAME_SLOT',
  // waitlist
  'WAITLIST_CLOSED',
  'ALREADY_WAITING',
  'TOO_MANY_WAITING',
  'NO_OFFER',
  'OFFER_EXPIRED',
  // people I book for
  'DOCUMENT_NUMBER_INVALID',
  'TOO_MANY_PEOPLE',
  'PERSON_ALREADY_SAVED',
  'PERSON_HAS_RESERVATION',
  // the queue of a hall
  'TOO_FAR_FOR_TICKET',
  'HALL_CODE_INVALID',
  'HALL_CLOSED',
  'NO_TICKETS_LEFT',
  'ALREADY_HAS_TICKET',
  'TICKET_OVER',
  // checking in
  'PASS_INVALID',
  'OTHER_HALL',
  'OTHER_DAY',
  'TOO_EARLY_TO_CHECK_IN',
  'VISIT_MISSED',
  // the desk
  'WINDOW_NOT_OPEN',
  'WINDOW_BUSY',
  'WINDOW_TAKEN',
  'RECALL_FIRST',
  'NOT_POSSIBLE_NOW',
  'TOO_LATE_TO_UNDO',
  'SESSION_EXISTS',
  'OFFER_OVER',
  // signing in
  'SIGN_IN_ENDED',
  'CODE_NOT_GOOD',
  'DOCUMENT_NOT_ON_BOTH',
  'ALREADY_LINKED',
  // personal data
  'CONSENT_NEEDED',
  'DATA_STILL_NEEDED',
  // fairness
  'BOOKING_PAUSED',
  'REBOOK_TOO_SOON',
  'TOO_MANY_BOOKINGS',
  'CHALLENGE_NEEDED',
  'NOTHING_TO_APPEAL',
] as const;

export type Refusal = (typeof refusals)[number];
