import type { tickets } from '../../contract/tickets';
import { accept } from '../../domain/outcome';
import { formatTicketNumber } from '../../domain/queue/ticketNumber';
import { waitRange } from '../../domain/queue/waitRange';
import { hallFactsOf } from '../_queue/hallHours';
import { forecastNewTicket, readQueue } from '../_queue/queueNow';
import { deny } from '../_runtime/answer';
import type { Handler } from '../_runtime/serve';

/** Numbers only: who they belong to is nobody's business in a hall. The newest call comes first. */
export const display: Handler<typeof tickets.display> = async ({ database }, { hall }, { city, now }) => {
  const [facts, queue] = await Promise.all([
    hallFactsOf(database, city),
    readQueue(database, city, hall, now),
  ]);
  const name = facts.get(hall)?.name;
  if (queue === undefined || name === undefined) return deny('NOT_FOUND', { field: 'hall' });
  const called = queue.live
    .filter(({ status }) => status === 'called' || status === 'serving')
    .sort((a, b) => (b.call_sequence ?? 0) - (a.call_sequence ?? 0))
    .flatMap(({ drawn_lane, number, window_number, recalls }) =>
      window_number === null
        ? []
        : [{ number: formatTicketNumber(drawn_lane, number), window: window_number, again: recalls > 0 }],
    );
  const waiting = queue.live.filter(({ status }) => status === 'waiting');
  const lanes = [...new Set(waiting.map(({ lane }) => lane))].sort();
  const calledAt = forecastNewTicket(queue, { expectedMinutes: 6, green: false, readyAt: queue.hall.now });
  return accept({
    hallName: name,
    called,
    waiting: lanes.map((lane) => ({ lane, count: waiting.filter((row) => row.lane === lane).length })),
    windowsOpen: queue.windowsOpen,
    ...(calledAt === null ? {} : { wait: waitRange((calledAt - queue.hall.now) / 60_000) }),
    asOf: now.toISOString(),
  });
};
