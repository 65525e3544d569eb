import type { z } from 'zod';
import type { tickets } from '../../contract/tickets';
import { decideParty } from '../../domain/booking/decideParty';
import { toHallTime } from '../../domain/calendar/hallTime';
import { accept, refuse } from '../../domain/outcome';
import { decideTicket } from '../../domain/queue/closing';
import { type GreenReason, greenReasonOf } from '../../domain/queue/greenChannel';
import type { Queryable } from '../_database/database';
import { rulesOf, trustRulesOf } from '../_database/rules';
import { sql } from '../_database/sql';
import { type PartyApplicant, readParty, toDomainParty } from '../_people/readParty';
import { refuseCheckInInstead } from '../_queue/checkInInstead';
import { type HallDay, lockHallDay } from '../_queue/hallDay';
import { insertTicket } from '../_queue/insertTicket';
import { forecastNewTicket, type QueueNow, readQueue } from '../_queue/queueNow';
import { readPresence } from '../_queue/readPresence';
import { expectedMinutesOf } from '../_queue/serviceMinutes';
import { type Answer, deny } from '../_runtime/answer';
import type { Dependencies } from '../_runtime/dependencies';
import type { CallContext, PreparedWrite } from '../_runtime/serve';
import { showTicket } from './showTicket';

type Input = z.output<typeof tickets.take.input>;

/** Gives a ticket that the hall can still serve today; one live ticket for each person and service. */
export const take: PreparedWrite<typeof tickets.take> = {
  async prepare(dependencies, input, context) {
    const { database, sealer } = dependencies;
    const { city, now, accountId } = context;
    const day = { city, hall: input.hall, date: toHallTime(now).date };
    const queue = await readQueue(database, city, input.hall, now);
    if (queue === undefined) return deny('NOT_FOUND', { field: 'hall' });
    const readyIn = await readPresence(dependencies, day, input.presence, queue.rules);
    if (!readyIn.ok) return readyIn;
    const party = await readWalkIns(dependencies, input, context);
    if (!party.ok) return party;
    const { people, green } = { people: party.value, green: greenOf(party.value, input.green, queue) };
    const expectedMinutes = await expectedMinutesOf(database, city, people, {
      ...queue.rules,
      today: queue.date,
    });
    const readyAt = new Date(now.getTime() + readyIn.value * 60_000);
    const wish = { expectedMinutes, green: green !== null, readyAt: readyAt.getTime() };
    const calledAt = forecastNewTicket(queue, wish);

    return accept(async (within, change) => {
      const { database: transaction } = within;
      await lockHallDay(transaction, day);
      const appointment = await refuseCheckInInstead(
        transaction,
        { day, people, accountId, now },
        queue.rules,
      );
      if (!appointment.ok) return appointment;
      const tooMany = await refuseTooMany(transaction, { city, accountId, date: day.date });
      if (!tooMany.ok) return tooMany;
      const ticketsToday = await countWalkIns(transaction, day);
      const decision = decideTicket(
        { now: now.getTime(), closesAt: queue.closesAt, calledAt, ticketsToday },
        queue.rules,
      );
      if (!decision.ok) return decision;
      const id = await insertTicket(transaction, sealer, {
        day,
        lane: 'walk-in',
        booked: false,
        green,
        accountId,
        reservation: null,
        readyAt,
        expectedMinutes,
        people,
        now,
        actor: `citizen:${accountId}`,
        action: 'tickets.take',
        undoBy: null,
        requestId: context.requestId,
      });
      const ticket = await showTicket(within, change, id);
      return ticket === null ? deny('NOT_FOUND') : accept({ ticket });
    });
  },
};

/** The people of the ticket, each with services of their own or those of the whole party. */
async function readWalkIns(
  dependencies: Dependencies,
  { people, service }: Input,
  { city, accountId, now }: CallContext,
): Promise<Answer<readonly PartyApplicant[]>> {
  const { date: today } = toHallTime(now);
  const asked = people.map(({ person, services }) => ({
    person,
    services: services ?? (service === undefined ? [] : [service]),
  }));
  const party = await readParty(dependencies, { people: asked }, { city, accountId, today });
  if (!party.ok) return party;
  const rules = await rulesOf(dependencies.database, city);
  const { applicants } = party.value;
  const { members, visitDate } = toDomainParty(party.value, today);
  // Who comes along is seen at the hall; without a booking nobody is asked to name a guardian.
  const allowed = decideParty({ members, visitDate }, { ...rules, guardianUnderAge: 0 });
  return allowed.ok ? accept(applicants) : allowed;
}

function greenOf(
  people: readonly PartyApplicant[],
  declared: GreenReason | undefined,
  queue: QueueNow,
): GreenReason | null {
  return greenReasonOf(
    people.map(({ data }) => data.birthDate),
    declared,
    queue.date,
    queue.rules,
  );
}

/** Tickets that were given back count too: each takes one of the hall's numbers of the day. */
async function refuseTooMany(
  transaction: Queryable,
  { city, accountId, date }: { readonly city: string; readonly accountId: string; readonly date: string },
): Promise<Answer<null>> {
  const { ticketsPerDayPerAccount: max } = await trustRulesOf(transaction, city);
  const [row] = await transaction.rows<{ count: number }>(sql`
    select count(*)::integer as count from ticket
    where city = ${city} and account_id = ${accountId} and date = ${date} and reservation_id is null`);
  return (row?.count ?? 0) >= max ? refuse('TOO_MANY_TICKETS', { max }) : accept(null);
}

async function countWalkIns(transaction: Queryable, { city, hall, date }: HallDay): Promise<number> {
  const [row] = await transaction.rows<{ count: number }>(sql`
    select count(*)::integer as count from ticket
    where city = ${city} and hall = ${hall} and date = ${date} and reservation_id is null`);
  return row?.count ?? 0;
}
