import type { tickets } from '../../contract/tickets';
import { toHallTime } from '../../domain/calendar/hallTime';
import { accept } from '../../domain/outcome';
import { queueRulesOf } from '../_database/rules';
import { sql } from '../_database/sql';
import { checkInReservation } from '../_queue/checkInReservation';
import { readPresence } from '../_queue/readPresence';
import { deny } from '../_runtime/answer';
import type { PreparedWrite } from '../_runtime/serve';
import { showTicket } from './showTicket';

/** Checks in at the hall for an appointment of one's own. The second time it gives the same ticket. */
export const checkIn: PreparedWrite<typeof tickets.checkIn> = {
  async prepare(dependencies, { reservation, green, presence }, { city, now, accountId, requestId }) {
    const { database } = dependencies;
    const [visit] = await database.rows<{ hall: string }>(sql`
    select hall from reservation where city = ${city} and account_id = ${accountId} and id = ${reservation}`);
    if (visit === undefined) return deny('NOT_FOUND');
    const rules = await queueRulesOf(database, city, visit.hall);
    const day = { city, hall: visit.hall, date: toHallTime(now).date };
    const readyIn = await readPresence(dependencies, day, presence, rules);
    if (!readyIn.ok) return readyIn;

    return accept(async (within, change) => {
      const checkedIn = await checkInReservation(within, within.database, {
        city,
        hall: visit.hall,
        reservationId: reservation,
        green,
        readyInMinutes: readyIn.value,
        now,
        actor: `citizen:${accountId}`,
        action: 'tickets.checkIn',
        undoBy: null,
        requestId,
      });
      if (!checkedIn.ok) return checkedIn;
      const ticket = await showTicket(within, change, checkedIn.value);
      return ticket === null ? deny('NOT_FOUND') : accept({ ticket });
    });
  },
};
