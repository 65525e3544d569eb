/** What staff are to a hall: a clerk at a window, the lead of a hall, the supervisor of all halls. */
export const staffRoles = ['clerk', 'lead', 'supervisor'] as const;

export type StaffRole = (typeof staffRoles)[number];

/** The least role for every operation of the desk; each wider role may do what a narrower one may. */
export const deskPermissions = {
  today: 'clerk',
  find: 'clerk',
  checkIn: 'clerk',
  issueTicket: 'clerk',
  openWindow: 'clerk',
  closeWindow: 'clerk',
  windows: 'clerk',
  callNext: 'clerk',
  recall: 'clerk',
  start: 'clerk',
  complete: 'clerk',
  noShow: 'clerk',
  transfer: 'clerk',
  undo: 'clerk',
  listKiosks: 'clerk',
  setKiosk: 'clerk',
  listDocuments: 'clerk',
  advanceDocuments: 'clerk',
  correctDocument: 'clerk',
  capacity: 'clerk',
  setCapacity: 'lead',
  openSession: 'lead',
  closeEarly: 'lead',
  numbers: 'lead',
  listRequests: 'lead',
  getRequest: 'lead',
  openEvidence: 'lead',
  review: 'lead',
} as const satisfies Record<string, StaffRole>;

export type DeskOperation = keyof typeof deskPermissions;

export interface StaffPlace {
  readonly role: StaffRole;
  /** The one hall where this person works; only a supervisor works at all of them. */
  readonly hall: string;
}

/** Whether somebody may do this at a hall. */
export function mayActAt(staff: StaffPlace, operation: DeskOperation, hall: string): boolean {
  const wideEnough = staffRoles.indexOf(staff.role) >= staffRoles.indexOf(deskPermissions[operation]);
  const here = staff.role === 'supervisor' ? staff.hall === '*' || staff.hall === hall : staff.hall === hall;
  return wideEnough && here;
}
