import { formatTicketNumber } from '../../domain/queue/ticketNumber';
import type { Queryable } from '../_database/database';
import { notify } from '../_notifications/notify';
import type { TicketRow } from '../_queue/ticketRows';
import type { CallContext } from '../_runtime/serve';

/** Tells the phone which window calls. A ticket that staff gave out has no phone to tell. */
export async function tellCalled(
  transaction: Queryable,
  { id, account_id, hall, lane, number }: TicketRow,
  window: number,
  { city, now }: CallContext,
): Promise<void> {
  if (account_id === null) return;
  const facts = { hall, number: formatTicketNumber(lane, number), window };
  const subject = `ticket:${id}`;
  await notify(transaction, { city, accountId: account_id, kind: 'ticket.called', subject, facts, now });
}
