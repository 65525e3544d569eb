import type { Citizen } from './Citizen';
import { invite } from './Clerk';

/** Gives the account of a phone a post at a hall, as a supervisor's code does. */
export async function employ(
  citizen: Citizen,
  hall: string,
  role: 'clerk' | 'lead' = 'clerk',
): Promise<void> {
  await citizen.call('identity', 'bindStaff', { code: await invite(role, hall) });
}
