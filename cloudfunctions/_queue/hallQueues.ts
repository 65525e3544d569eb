import type { z } from 'zod';
import type { hallQueue } from '../../contract/tickets';
import { formatMinute, toHallTime } from '../../domain/calendar/hallTime';
import { decideTicket } from '../../domain/queue/closing';
import { waitRange } from '../../domain/queue/waitRange';
import type { Service } from '../../domain/service';
import type { Queryable } from '../_database/database';
import { hallFactsOf } from './hallHours';
import { forecastNewTicket, type QueueNow, readQueue } from './queueNow';
import { minutesByService } from './serviceMinutes';

export type HallQueue = z.input<typeof hallQueue>;

/** A newcomer: an ordinary walk-in with one service, who stands at the door. */
export async function hallQueues(
  database: Queryable,
  city: string,
  now: Date,
  service: Service | undefined,
  halls?: readonly string[],
): Promise<HallQueue[]> {
  const known = await hallFactsOf(database, city);
  const minutesOf = await minutesByService(database);
  const wanted = [...known.keys()].filter((hall) => halls === undefined || halls.includes(hall));
  const queues = await Promise.all(wanted.map((hall) => readQueue(database, city, hall, now)));
  return queues.flatMap((queue, index) => {
    const hall = wanted[index];
    if (queue === undefined || hall === undefined) return [];
    return [showHallQueue(hall, queue, minutesOf(service ?? 'passport'))];
  });
}

function showHallQueue(hall: string, queue: QueueNow, expectedMinutes: number): HallQueue {
  const now = queue.hall.now;
  const calledAt = forecastNewTicket(queue, { expectedMinutes, green: false, readyAt: now });
  const decision = decideTicket(
    { now, closesAt: queue.closesAt, calledAt, ticketsToday: queue.walkInTicketsToday },
    queue.rules,
  );
  return {
    hall,
    waiting: queue.hall.waiting.length,
    windowsOpen: queue.windowsOpen,
    ...(calledAt === null ? {} : { wait: waitRange((calledAt - now) / 60_000) }),
    givesTickets: decision.ok,
    ...(decision.ok ? {} : { because: decision.code === 'HALL_CLOSED' ? 'closed' : 'full' }),
    ...(queue.closesAt === null
      ? {}
      : { closesAt: formatMinute(toHallTime(new Date(queue.closesAt)).minute) }),
  };
}

export interface WaitQuestion {
  readonly city: string;
  readonly halls: readonly string[];
  readonly service: Service;
  readonly now: Date;
}

/**
 * Tells the minutes that a newcomer without an appointment waits at each hall; a hall where nobody calls or that
 * gives no more tickets today is left out.
 */
export function queueWaits(
  database: Queryable,
): (question: WaitQuestion) => Promise<ReadonlyMap<string, number>> {
  return async ({ city, halls, service, now }) => {
    const queues = await hallQueues(database, city, now, service, halls);
    return new Map(
      queues.flatMap(({ hall, wait, givesTickets }): [string, number][] =>
        wait === undefined || !givesTickets ? [] : [[hall, Math.round((wait.from + wait.to) / 2)]],
      ),
    );
  };
}
