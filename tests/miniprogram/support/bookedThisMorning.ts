import { platforms } from '../host/program';
import { Citizen } from './Citizen';

/** When they booked: an hour and a half before their visits. */
export const bookedAt = '2026-11-24T09:00:00+08:00';

/** Half an hour before this visit the tests begin, which is when checking in opens. */
export const visitOfToday = 'yuhang.appointment.2026-11-24.1030';

/** Who has a visit today on this platform; one journey each. */
export const visitors = ['checks-in', 'scans-in'] as const;

export function visitorOf(platform: (typeof platforms)[number], visitor: (typeof visitors)[number]): string {
  return `${visitor}-${platform}`;
}

/** Everyone who has a visit today books it. */
export async function bookThisMorning(service: string): Promise<void> {
  for (const platform of platforms) {
    for (const visitor of visitors) {
      const citizen = await Citizen.onPhone(service, platform, visitorOf(platform, visitor));
      await citizen.book(visitOfToday, 1);
    }
  }
}
