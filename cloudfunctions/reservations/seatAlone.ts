import type { Database } from '../_database/database';
import type { SeatPort } from './dependencies';
import { seatEach } from './seatEach';

/** Every party is a batch of one. */
export function seatAlone(database: Database): SeatPort {
  return async (city, now, request) => {
    const [outcome] = await seatEach(database, city, now, [request]);
    if (outcome === undefined) throw new Error('A party has no outcome.');
    return outcome;
  };
}
