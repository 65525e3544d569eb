import type { desk } from '../../contract/desk';
import { toHallTime } from '../../domain/calendar/hallTime';
import { accept } from '../../domain/outcome';
import { decideTicket } from '../../domain/queue/closing';
import { greenReasonOf } from '../../domain/queue/greenChannel';
import { readParty } from '../_people/readParty';
import { refuseCheckInInstead } from '../_queue/checkInInstead';
import { lockHallDay } from '../_queue/hallDay';
import { insertTicket } from '../_queue/insertTicket';
import { forecastNewTicket, readQueue } from '../_queue/queueNow';
import { expectedMinutesOf } from '../_queue/serviceMinutes';
import { deny } from '../_runtime/answer';
import type { PreparedWrite } from '../_runtime/serve';
import { showTicketEntry } from './showEntry';

/** A ticket for people who stand at the desk without a phone. The hall is as honest with them as with a phone. */
export const issueTicket: PreparedWrite<typeof desk.issueTicket> = {
  async prepare(dependencies, input, { city, now, accountId, requestId }) {
    const { database, sealer } = dependencies;
    const queue = await readQueue(database, city, input.hall, now);
    if (queue === undefined) return deny('NOT_FOUND', { field: 'hall' });
    const { date: today } = toHallTime(now);
    const party = await readParty(dependencies, input, { city, accountId, today });
    if (!party.ok) return party;
    const people = party.value.applicants;
    const birthDates = people.map(({ data }) => data.birthDate);
    const green = greenReasonOf(birthDates, input.green, today, queue.rules);
    const expectedMinutes = await expectedMinutesOf(database, city, people, { ...queue.rules, today });
    const calledAt = forecastNewTicket(queue, {
      expectedMinutes,
      green: green !== null,
      readyAt: now.getTime(),
    });
    const decision = decideTicket(
      { now: now.getTime(), closesAt: queue.closesAt, calledAt, ticketsToday: queue.walkInTicketsToday },
      queue.rules,
    );
    if (!decision.ok) return decision;

    return accept(async (within, change) => {
      const { database: transaction } = within;
      const day = { city, hall: input.hall, date: today };
      await lockHallDay(transaction, day);
      const appointment = await refuseCheckInInstead(transaction, { day, people, now }, queue.rules);
      if (!appointment.ok) return appointment;
      const id = await insertTicket(transaction, sealer, {
        day,
        lane: input.lane,
        booked: false,
        green,
        accountId: null,
        reservation: null,
        readyAt: now,
        expectedMinutes,
        people,
        now,
        actor: `staff:${accountId}`,
        action: 'desk.issueTicket',
        undoBy: accountId,
        requestId,
      });
      const entry = await showTicketEntry(within, change, id);
      return entry === undefined ? deny('NOT_FOUND') : accept({ entry });
    });
  },
};
