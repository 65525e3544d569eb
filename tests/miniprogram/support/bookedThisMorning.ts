import { platforms } from '../host/program';
import { Citizen } from './Citizen';
import type { VisitToday } from './shared';

/** When they booked: an hour and a half before their visits. */
export const bookedAt = '2026-11-24T09:00:00+08:00';

/** Half an hour before this visit the tests begin, which is when checking in opens. */
export const visitOfToday = 'yuhang.appointment.2026-11-24.1030';

/** Who has a visit today on this platform; one journey each. */
export const visitors = ['checks-in', 'scans-in'] as const;

export function visitorOf(platform: (typeof platforms)[number], visitor: (typeof visitors)[number]): string {
  return `${visitor}-${platform}`;
}

/** Halls where the desk is tried, one for each platform, with people whom nobody else's journey checks in. */
const deskHalls = ['gongshu', 'binjiang'];
const VISITS_EACH = 2;

/** Everyone who has a visit today books it; gives the visits of those who come to a desk. */
export async function bookThisMorning(service: string): Promise<readonly VisitToday[]> {
  for (const platform of platforms) {
    for (const visitor of visitors) {
      const citizen = await Citizen.onPhone(service, platform, visitorOf(platform, visitor));
      await citizen.book(visitOfToday, 1);
    }
  }
  const visits: VisitToday[] = [];
  for (const hall of deskHalls) {
    for (let visit = 0; visit < VISITS_EACH; visit += 1) {
      const citizen = await Citizen.onTheWeb(service);
      const { code, pass = '' } = await citizen.book(`${hall}.appointment.2026-11-24.1030`, 1);
      visits.push({ hall, code, pass });
    }
  }
  return visits;
}
