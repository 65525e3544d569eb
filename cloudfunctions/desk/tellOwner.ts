import { formatTicketNumber } from '../../domain/queue/ticketNumber';
import type { TicketRow } from '../_queue/ticketRows';
import type { Change } from '../_runtime/serve';

/** Tells the phone which window calls. A ticket that staff gave out has no phone to tell. */
export async function tellCalled(ticket: TicketRow, window: number, change: Change): Promise<void> {
  await tellOwner(ticket, 'ticket.called', { window }, change);
}

/** Tells the phone that its ticket was sent on and keeps its number. */
export async function tellSentOn(ticket: TicketRow, change: Change): Promise<void> {
  await tellOwner(ticket, 'ticket.sent-on', {}, change);
}

/** Tells the phone that what was accepted has been put right. */
export async function tellCorrected(ticket: TicketRow, change: Change): Promise<void> {
  await tellOwner(ticket, 'ticket.corrected', {}, change);
}

async function tellOwner(
  { id, account_id, hall, drawn_lane, number }: TicketRow,
  kind: string,
  more: { readonly window?: number },
  change: Change,
): Promise<void> {
  if (account_id === null) return;
  const facts = { hall, number: formatTicketNumber(drawn_lane, number), ...more };
  await change.notify(account_id, kind, `ticket:${id}`, facts);
}
