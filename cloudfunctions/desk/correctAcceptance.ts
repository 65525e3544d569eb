import type { desk } from '../../contract/desk';
import { toHallTime } from '../../domain/calendar/hallTime';
import { isAtLeast } from '../../domain/desk/permissions';
import { accept, refuse } from '../../domain/outcome';
import { sql } from '../_database/sql';
import { lockTicket } from '../_queue/ticketRows';
import { deny } from '../_runtime/answer';
import type { Write } from '../_runtime/serve';
import { changeAcceptance } from './acceptDocuments';
import { showTicketEntry } from './showEntry';
import { tellCorrected } from './tellOwner';

/** Puts right what was accepted, whoever completed it: on the same day by any clerk of the hall, later by a lead. */
export const correctAcceptance: Write<typeof desk.correctAcceptance> = async (
  dependencies,
  { hall, ticket: id, accepted, reason },
  change,
) => {
  const { database } = dependencies;
  const { city, now, caller } = change;
  const ticket = await lockTicket(database, city, hall, id);
  if (ticket === undefined) return deny('NOT_FOUND', { field: 'ticket' });
  if (ticket.status !== 'served') return refuse('NOT_POSSIBLE_NOW', { status: ticket.status });
  const leads = caller.kind === 'staff' && isAtLeast(caller.staff.role, 'lead');
  if (ticket.date !== toHallTime(now).date && !leads) return refuse('LEAD_CORRECTS_LATER');
  const changed = await changeAcceptance(database, ticket, accepted, change);
  if (!changed.ok) return changed;
  const { before, after } = changed.value;
  if (before !== after) {
    // The step before this one can no longer be taken back: it would undo what was put right.
    await database.rows(sql`
      update ticket set undo = null, undo_by = null, undo_at = null where city = ${city} and id = ${id}`);
    await change.audit(`ticket:${id}`, { before: { accepted: before }, after: { accepted: after, reason } });
    await tellCorrected(ticket, change);
  }
  const entry = await showTicketEntry(dependencies, change, id);
  return entry === undefined ? deny('NOT_FOUND') : accept({ entry });
};
