import type { tickets } from '../../contract/tickets';
import { byNearness } from '../../domain/geo/nearness';
import { accept } from '../../domain/outcome';
import { distancesFrom } from '../_database/halls';
import { type HallQueue, hallQueues } from '../_queue/hallQueues';
import type { Handler } from '../_runtime/serve';

/** Halls that give tickets come first: the nearest of them, or where one waits least when nobody says where they are. */
export const halls: Handler<typeof tickets.halls> = async (
  { database },
  { service, ...from },
  { city, now },
) => {
  const distances = await distancesFrom(database, city, from);
  const queues = await hallQueues(database, city, now, service);
  // Halls of which nobody knows which is nearer stand in the order of their waits.
  const byWait = [...queues].sort((a, b) => waitOf(a) - waitOf(b));
  const placed = byNearness(byWait, ({ hall }) => distances.reach(hall));
  const ordered = [
    ...placed.filter(({ givesTickets }) => givesTickets),
    ...placed.filter(({ givesTickets }) => !givesTickets),
  ];
  return accept({
    ...(distances.tooFar ? { tooFar: true as const } : {}),
    halls: ordered.map((queue) => ({ ...queue, ...distances.told(queue.hall) })),
    asOf: now.toISOString(),
  });
};

function waitOf({ wait }: HallQueue): number {
  return wait?.to ?? Number.MAX_SAFE_INTEGER;
}
