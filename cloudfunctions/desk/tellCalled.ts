import { formatTicketNumber } from '../../domain/queue/ticketNumber';
import type { TicketRow } from '../_queue/ticketRows';
import type { Change } from '../_runtime/serve';

/** Tells the phone which window calls. A ticket that staff gave out has no phone to tell. */
export async function tellCalled(
  { id, account_id, hall, lane, number }: TicketRow,
  window: number,
  change: Change,
): Promise<void> {
  if (account_id === null) return;
  const facts = { hall, number: formatTicketNumber(lane, number), window };
  await change.notify(account_id, 'ticket.called', `ticket:${id}`, facts);
}
