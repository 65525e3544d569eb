/** What staff are to a hall: a clerk at a window, the lead of a hall, the supervisor of all halls. */
export const staffRoles = ['clerk', 'lead', 'supervisor'] as const;

export type StaffRole = (typeof staffRoles)[number];

export interface StaffPlace {
  readonly role: StaffRole;
  /** The one hall where this person works; only a supervisor works at all of them. */
  readonly hall: string;
}

/** Whether a role is at least as wide as another: it may do whatever that one may. */
export function isAtLeast(role: StaffRole, least: StaffRole): boolean {
  return staffRoles.indexOf(role) >= staffRoles.indexOf(least);
}

/** Whether somebody may do at a hall what needs the least role. */
export function mayActAt(staff: StaffPlace, least: StaffRole, hall: string): boolean {
  return isAtLeast(staff.role, least) && worksAt(staff, hall);
}

/** Whether a hall is somebody's own; all of them are a supervisor's. */
export function worksAt(staff: StaffPlace, hall: string): boolean {
  return staff.hall === hall || (staff.role === 'supervisor' && staff.hall === '*');
}
