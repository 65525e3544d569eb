import { toHallTime } from '../../domain/calendar/hallTime';
import type { Lane } from '../../domain/lane';
import { accept, refuse } from '../../domain/outcome';
import type { Residence } from '../../domain/person/residence';
import { checkInStanding } from '../../domain/queue/checkInStanding';
import { type GreenReason, greenReasonOf } from '../../domain/queue/greenChannel';
import type { ReservationStatus } from '../../domain/reservation/reservationStatus';
import type { Service } from '../../domain/service';
import type { Queryable } from '../_database/database';
import { queueRulesOf } from '../_database/rules';
import { sql } from '../_database/sql';
import { applicantContext } from '../_people/contexts';
import type { PartyApplicant } from '../_people/readParty';
import { openPersonalData } from '../_people/sealedPerson';
import { type Answer, deny } from '../_runtime/answer';
import type { Dependencies } from '../_runtime/dependencies';
import type { Sealer } from '../_runtime/sealing';
import { setReservationStatus } from './followReservation';
import { lockHallDay } from './hallDay';
import { insertTicket } from './insertTicket';
import { heldTickets, joinTicket } from './joinTicket';
import { expectedMinutesOf } from './serviceMinutes';

export interface CheckIn {
  readonly city: string;
  readonly hall: string;
  readonly reservationId: string;
  readonly green: GreenReason | undefined;
  /** Minutes until they can be called; 0 when they stand there. */
  readonly readyInMinutes: number;
  readonly now: Date;
  readonly actor: string;
  readonly action: string;
  readonly undoBy: string | null;
  readonly requestId: string;
}

interface VisitRow {
  readonly id: string;
  readonly account_id: string;
  readonly hall: string;
  readonly lane: Lane;
  readonly date: string;
  readonly starts_at: Date;
  readonly status: ReservationStatus;
  readonly live_ticket: string | null;
}

/**
 * Gives an appointment its ticket: on time with its priority, late among the walk-ins. Checking in twice gives the
 * same ticket. Gives the ticket's id. Asks everything in the caller's transaction: the embedded database has one
 * connection, which would wait for itself.
 */
export async function checkInReservation(
  { sealer }: Pick<Dependencies, 'sealer'>,
  transaction: Queryable,
  checkIn: CheckIn,
): Promise<Answer<string>> {
  const { city, hall, reservationId, now } = checkIn;
  const { date } = toHallTime(now);
  await lockHallDay(transaction, { city, hall, date });
  const visit = await lockVisit(transaction, city, reservationId);
  if (visit === undefined) return deny('NOT_FOUND');
  if (visit.hall !== hall) return refuse('OTHER_HALL', { hall: visit.hall });
  if (visit.date !== date) return refuse('OTHER_DAY', { date: visit.date });
  if (visit.live_ticket !== null) return accept(visit.live_ticket);
  const rules = await queueRulesOf(transaction, city, hall);
  const standing = checkInStanding(visit.starts_at, now, rules);
  if (standing === 'too-early') {
    return refuse('TOO_EARLY_TO_CHECK_IN', { minutes: rules.checkInMinutesBefore });
  }
  if (standing === 'missed' || visit.status === 'missed') return refuse('VISIT_MISSED');
  if (visit.status !== 'booked') return refuse('NOT_POSSIBLE_NOW', { status: visit.status });

  const held = await heldTickets(transaction, city, reservationId);
  if (held.length > 0) return joinTicket(transaction, visit, held, checkIn, standing === 'on-time');
  const people = await readApplicants(transaction, sealer, city, reservationId);
  const green = greenReasonOf(
    people.map(({ data }) => data.birthDate),
    checkIn.green,
    date,
    rules,
  );
  const id = await insertTicket(transaction, sealer, {
    ...checkIn,
    day: { city, hall, date },
    lane: visit.lane,
    booked: standing === 'on-time',
    green,
    accountId: visit.account_id,
    reservation: { id: visit.id, startsAt: visit.starts_at },
    readyAt: new Date(now.getTime() + checkIn.readyInMinutes * 60_000),
    expectedMinutes: await expectedMinutesOf(transaction, city, people, { ...rules, today: date }),
    people,
  });
  await setReservationStatus(transaction, { city, id: visit.id, status: 'checked-in', now });
  return accept(id);
}

async function lockVisit(transaction: Queryable, city: string, id: string): Promise<VisitRow | undefined> {
  await transaction.rows(sql`
    select 1 from reservation where city = ${city} and id = ${id} for no key update`);
  const [row] = await transaction.rows<VisitRow>(sql`
    select id, account_id, hall, lane, date, starts_at, status,
      (select ticket.id from ticket where ticket.city = ${city} and ticket.reservation_id = reservation.id
        and ticket.status in ('waiting', 'called', 'serving')) as live_ticket
    from reservation where city = ${city} and id = ${id}`);
  return row;
}

interface ApplicantRow {
  readonly position: number;
  readonly service: Service;
  readonly document_blind: string;
  readonly sealed: string;
  readonly residence: Residence;
}

async function readApplicants(
  transaction: Queryable,
  sealer: Sealer,
  city: string,
  reservationId: string,
): Promise<PartyApplicant[]> {
  const rows = await transaction.rows<ApplicantRow>(sql`
    select position, service, document_blind, sealed, residence from applicant
    where city = ${city} and reservation_id = ${reservationId} order by position, service`);
  const positions = [...new Set(rows.map(({ position }) => position))];
  return positions.flatMap((position) => {
    const mine = rows.filter((row) => row.position === position);
    const [first] = mine;
    if (first === undefined) return [];
    return [
      {
        data: openPersonalData(sealer, first.sealed, applicantContext(reservationId, position)),
        documentBlind: first.document_blind,
        residence: first.residence,
        services: mine.map(({ service }) => service),
      },
    ];
  });
}
