import type { z } from 'zod';
import type { desk } from '../../contract/desk';
import { toHallTime } from '../../domain/calendar/hallTime';
import { accept, refuse } from '../../domain/outcome';
import { sql } from '../_database/sql';
import { checkInReservation } from '../_queue/checkInReservation';
import { type Answer, deny } from '../_runtime/answer';
import type { CallContext, Reading, Write } from '../_runtime/serve';
import { showTicketEntry } from './showEntry';

type By = z.output<typeof desk.checkIn.input>['by'];

/** One tap after the scan. A pass of another day is worth nothing; scanning twice gives the same ticket. */
export const checkIn: Write<typeof desk.checkIn> = async (dependencies, { hall, by, green }, change) => {
  const { city, now, accountId, requestId } = change;
  const visit = await readVisit(dependencies, by, change);
  if (!visit.ok) return visit;
  const checkedIn = await checkInReservation(dependencies, dependencies.database, {
    city,
    hall,
    reservationId: visit.value,
    green,
    readyInMinutes: 0,
    now,
    actor: `staff:${accountId}`,
    action: 'desk.checkIn',
    undoBy: accountId,
    requestId,
  });
  if (!checkedIn.ok) return checkedIn;
  const entry = await showTicketEntry(dependencies, change, checkedIn.value);
  return entry === undefined ? deny('NOT_FOUND') : accept({ entry });
};

async function readVisit(
  { database, tokens }: Reading,
  by: By,
  { city, now }: CallContext,
): Promise<Answer<string>> {
  if ('reservation' in by) return accept(by.reservation);
  if ('pass' in by) {
    const id = tokens.readPass('visit', by.pass.trim(), city, toHallTime(now).date);
    return id === null ? refuse('PASS_INVALID') : accept(id);
  }
  const code = by.code.replaceAll(/\s/g, '').toUpperCase();
  const [row] = await database.rows<{ id: string }>(sql`
    select id from reservation where city = ${city} and code = ${code}`);
  return row === undefined ? deny('NOT_FOUND', { field: 'by.code' }) : accept(row.id);
}
