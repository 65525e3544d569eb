import type { tickets } from '../../contract/tickets';
import { accept, refuse } from '../../domain/outcome';
import { afterMove } from '../../domain/queue/ticketStatus';
import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';
import { reservationStatusOf, setReservationStatus } from '../_queue/followReservation';
import { setPeopleLive, type TicketRow } from '../_queue/ticketRows';
import { type Answer, deny } from '../_runtime/answer';
import type { Change, Write } from '../_runtime/serve';
import { showTicket } from './showTicket';

/** Gives a ticket back. Giving back what was given back already changes nothing. */
export const leave: Write<typeof tickets.leave> = async (dependencies, { ticket: id }, change) => {
  const left = await leaveLocked(dependencies.database, id, change);
  if (!left.ok) return left;
  const ticket = await showTicket(dependencies, change, id);
  return ticket === null ? deny('NOT_FOUND') : accept({ ticket });
};

async function leaveLocked(transaction: Queryable, id: string, change: Change): Promise<Answer<null>> {
  const { city, accountId, now } = change;
  const [row] = await transaction.rows<TicketRow>(sql`
    select * from ticket where city = ${city} and account_id = ${accountId} and id = ${id} for no key update`);
  if (row === undefined) return deny('NOT_FOUND');
  if (row.status === 'left') return accept(null);
  const status = afterMove(row.status, 'leave');
  if (status === null) return refuse('TICKET_OVER', { status: row.status });

  await transaction.rows(sql`
    update ticket set status = ${status}, ended_at = ${now}, undo = null
    where city = ${city} and id = ${id}`);
  await setPeopleLive(transaction, city, id, false);
  if (row.reservation_id !== null) {
    const visit = { city, id: row.reservation_id, status: reservationStatusOf[status], now };
    await setReservationStatus(transaction, visit);
  }
  await change.audit(`ticket:${id}`, { before: { status: row.status }, after: { status } });
  return accept(null);
}
