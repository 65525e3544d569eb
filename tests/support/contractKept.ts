import { isDeepStrictEqual } from 'node:util';
import type { Reply } from '../../contract/envelope';
import { errorCodes } from '../../contract/errorCodes';
import type { Room } from '../../contract/operation';
import { rooms } from '../../contract/rooms';

/**
 * The reply as it arrives on the phone, after making sure that it is what the contract says: data that parses, and
 * no field beyond it, so that nothing leaves the service by accident.
 */
export function asArrived(room: string, operation: string, reply: Reply): Reply {
  const arrived = JSON.parse(JSON.stringify(reply)) as Reply;
  if (!arrived.ok) {
    if (!errorCodes.includes(arrived.error.code)) throw new Error(`Unknown code ${arrived.error.code}`);
    return arrived;
  }
  const described = (rooms as Readonly<Record<string, Room>>)[room]?.[operation];
  const parsed = described?.output.safeParse(arrived.data);
  if (!parsed?.success) {
    throw new Error(
      `${room}.${operation} breaks its contract: ${parsed?.error.message ?? 'no such operation'}`,
    );
  }
  if (!isDeepStrictEqual(parsed.data, arrived.data)) {
    throw new Error(`${room}.${operation} answers more than its contract says.`);
  }
  return arrived;
}
