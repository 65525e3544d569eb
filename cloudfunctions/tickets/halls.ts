import type { tickets } from '../../contract/tickets';
import { metresTo } from '../../domain/geo/nearness';
import { accept } from '../../domain/outcome';
import { hallFactsOf } from '../_queue/hallHours';
import { type HallQueue, hallQueues } from '../_queue/hallQueues';
import type { Handler } from '../_runtime/serve';

/** Halls that give tickets come first: the nearest of them, or where one waits least when nobody says where they are. */
export const halls: Handler<typeof tickets.halls> = async (
  { database },
  { service, near },
  { city, now },
) => {
  const facts = await hallFactsOf(database, city);
  const queues = await hallQueues(database, city, now, service);
  const placed = queues.map((queue): HallQueue => {
    const distanceMetres = metresTo(near, facts.get(queue.hall));
    return { ...queue, ...(distanceMetres === undefined ? {} : { distanceMetres }) };
  });
  return accept({ halls: placed.sort(compareHalls), asOf: now.toISOString() });
};

function compareHalls(a: HallQueue, b: HallQueue): number {
  const byTickets = Number(b.givesTickets) - Number(a.givesTickets);
  if (byTickets !== 0) return byTickets;
  if (a.distanceMetres !== undefined && b.distanceMetres !== undefined)
    return a.distanceMetres - b.distanceMetres;
  return waitOf(a) - waitOf(b);
}

function waitOf({ wait }: HallQueue): number {
  return wait?.to ?? Number.MAX_SAFE_INTEGER;
}
