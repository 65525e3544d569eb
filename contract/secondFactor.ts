/** What staff may do only after the second factor: it decides about people, capacity or other staff. */
export const operationsWithSecondFactor: ReadonlySet<string> = new Set([
  'desk.review',
  'desk.setCapacity',
  'desk.openSession',
  'desk.closeEarly',
  'desk.applyPlan',
  'oversight.inviteStaff',
  'oversight.endStaff',
  'oversight.decideAppeal',
  'oversight.retryDeadLetter',
]);
