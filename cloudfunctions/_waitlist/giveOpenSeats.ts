import { accept } from '../../domain/outcome';
import type { Database } from '../_database/database';
import { giveSeats } from './giveSeats';
import type { Moment } from './moment';
import { findOpenSlots } from './queries/openSlots';

/**
 * Gives seats that stand open to those who wait for them, or only those that one place waits for: slot by slot, the
 * soonest first, each in a transaction of its own so that bookings never wait long. Gives how many were served.
 */
export async function giveOpenSeats(database: Database, moment: Moment, entryId?: string): Promise<number> {
  let served = 0;
  for (const slot of await findOpenSlots(database, moment, entryId)) {
    const given = await database.transaction(async (transaction) =>
      accept(await giveSeats(transaction, slot, moment)),
    );
    served += given.value;
  }
  return served;
}
