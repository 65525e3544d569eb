/**
 * Operations that collect personal data: refused with CONSENT_NEEDED until the account has agreed to the purpose
 * `booking` in its present wording.
 */
export const operationsThatCollect: ReadonlySet<string> = new Set([
  'identity.savePerson',
  'reservations.make',
  'reservations.joinWaitlist',
  'tickets.take',
  'requests.submit',
  'requests.uploadEvidence',
]);
