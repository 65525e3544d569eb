import type { Ticket } from '../../contract/tickets';
import { callOrder } from '../../domain/queue/callOrder';
import { formatTicketNumber } from '../../domain/queue/ticketNumber';
import { afterMove } from '../../domain/queue/ticketStatus';
import { waitRange } from '../../domain/queue/waitRange';
import { ticketPersonContext } from '../_people/contexts';
import { maskPersonalData, openPersonalData } from '../_people/sealedPerson';
import { hallFactsOf } from '../_queue/hallHours';
import { type QueueNow, readQueue } from '../_queue/queueNow';
import { findTicket, listTicketPeople, type TicketPersonRow, type TicketRow } from '../_queue/ticketRows';
import type { Dependencies } from '../_runtime/dependencies';
import type { CallContext, Reading } from '../_runtime/serve';

type Owner = Pick<CallContext, 'city' | 'accountId' | 'now'>;

/** With this few people ahead it is time to come, however long the wait looks. */
const NEAR_THE_FRONT = 3;

/** A ticket as its owner follows it; null when it is not theirs. */
export async function showTicket(
  { database, sealer }: Reading,
  { city, accountId, now }: Owner,
  id: string,
): Promise<Ticket | null> {
  const row = await findTicket(database, city, id);
  if (row === undefined || row.account_id !== accountId) return null;
  const [facts, people, queue] = await Promise.all([
    hallFactsOf(database, city),
    listTicketPeople(database, city, [id]),
    row.status === 'waiting' ? readQueue(database, city, row.hall, now) : undefined,
  ]);
  const { hall, lane, date, status, booked, recalls, misses } = row;
  return {
    id,
    number: formatTicketNumber(row.drawn_lane, row.number),
    status,
    hall,
    hallName: facts.get(hall)?.name ?? { zh: hall, en: hall },
    lane,
    date,
    booked,
    ...(row.green_reason === null ? {} : { green: row.green_reason }),
    ...(row.reservation_id === null ? {} : { reservation: row.reservation_id }),
    ...(queue === undefined ? { comeNow: status === 'called' } : showPlace(row, queue)),
    ...(row.window_number === null ? {} : { window: row.window_number }),
    ...showSentTo(row),
    calledAgain: status === 'called' && recalls > 0,
    misses,
    people: showPeople(sealer, id, people),
    takenAt: row.created_at.toISOString(),
    mayLeave: afterMove(status, 'leave') !== null,
    asOf: now.toISOString(),
  };
}

function showSentTo({ status, lane, drawn_lane, for_window }: TicketRow): Pick<Ticket, 'sentTo'> {
  if (status !== 'waiting' || (for_window === null && lane === drawn_lane)) return {};
  return { sentTo: for_window === null ? {} : { window: for_window } };
}

/** Where the ticket stands in its queue, and how long that takes while somebody calls. */
function showPlace(row: TicketRow, { hall, calls, rules }: QueueNow) {
  const order = callOrder(hall.waiting, hall.recent, rules);
  const ahead = Math.max(
    0,
    order.findIndex(({ ticket }) => ticket.id === row.id),
  );
  const calledAt = calls.get(row.id);
  if (calledAt === undefined) return { ahead, comeNow: false };
  const wait = waitRange((calledAt - hall.now) / 60_000);
  return { ahead, wait, comeNow: wait.from <= rules.comeNowMinutes || ahead < NEAR_THE_FRONT };
}

function showPeople(
  sealer: Dependencies['sealer'],
  id: string,
  rows: readonly TicketPersonRow[],
): Ticket['people'] {
  const positions = [...new Set(rows.map(({ position }) => position))];
  return positions.flatMap((position) => {
    const mine = rows.filter((row) => row.position === position);
    const [first] = mine;
    if (first === undefined) return [];
    const data = openPersonalData(sealer, first.sealed, ticketPersonContext(id, position));
    return [{ name: maskPersonalData(data).name, services: mine.map(showService) }];
  });
}

function showService({ service, accepted, promised_on }: TicketPersonRow) {
  return {
    service,
    ...(accepted === null ? {} : { accepted }),
    ...(promised_on === null ? {} : { promisedOn: promised_on }),
  };
}
