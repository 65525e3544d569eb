import type { LocalDate } from '../calendar/localDate';
import { type Calendar, isWorkingDay } from '../calendar/workingDays';
import type { Lane } from '../lane';
import type { Service } from '../service';

/** Sessions that a city announces by themselves: for students, and on days that are no working days. */
export const announcedKinds = ['student', 'overtime'] as const;

export type AnnouncedKind = (typeof announcedKinds)[number];

/** What a session of a lane on a day is to the public; null for an ordinary one. */
export function announcedKindOf(calendar: Calendar, lane: Lane, date: LocalDate): AnnouncedKind | null {
  if (lane === 'student') return 'student';
  return lane === 'appointment' && !isWorkingDay(calendar, date) ? 'overtime' : null;
}

/** The services of a session that overtime does not take; empty when the session may be opened. */
export function servicesBeyondOvertime(
  kind: AnnouncedKind | null,
  services: readonly Service[],
  ofOvertime: readonly Service[],
): Service[] {
  return kind === 'overtime' ? services.filter((service) => !ofOvertime.includes(service)) : [];
}
