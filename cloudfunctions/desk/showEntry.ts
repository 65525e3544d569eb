import type { DeskEntry } from '../../contract/desk';
import { formatMinute, toHallTime } from '../../domain/calendar/hallTime';
import type { Lane } from '../../domain/lane';
import type { Residence } from '../../domain/person/residence';
import { formatTicketNumber } from '../../domain/queue/ticketNumber';
import type { Service } from '../../domain/service';
import type { Queryable } from '../_database/database';
import { queueRulesOf } from '../_database/rules';
import { sql } from '../_database/sql';
import { applicantContext, ticketPersonContext } from '../_people/contexts';
import { maskPersonalData, openPersonalData, type PersonalData } from '../_people/sealedPerson';
import type { HallDay } from '../_queue/hallDay';
import { findTicket, listTicketPeople, type TicketPersonRow, type TicketRow } from '../_queue/ticketRows';
import type { Dependencies } from '../_runtime/dependencies';
import { groupBy } from '../_runtime/groupBy';
import type { CallContext, Reading } from '../_runtime/serve';

type Asking = Pick<CallContext, 'city' | 'accountId' | 'now'>;

/** One ticket as staff see it, or undefined. */
export async function showTicketEntry(
  dependencies: Reading,
  asking: Asking,
  id: string,
): Promise<DeskEntry | undefined> {
  const row = await findTicket(dependencies.database, asking.city, id);
  if (row === undefined) return undefined;
  const [entry] = await showTickets(dependencies, asking, [row]);
  return entry;
}

/** Tickets of one hall as staff see them, people masked, in the order given. */
export async function showTickets(
  { database, sealer }: Reading,
  { city, accountId, now }: Asking,
  rows: readonly TicketRow[],
): Promise<DeskEntry[]> {
  const [first] = rows;
  if (first === undefined) return [];
  const ids = rows.map(({ id }) => id);
  const [people, codes, rules] = await Promise.all([
    listTicketPeople(database, city, ids),
    listCodes(
      database,
      city,
      rows.flatMap(({ reservation_id }) => (reservation_id === null ? [] : [reservation_id])),
    ),
    queueRulesOf(database, city, first.hall),
  ]);
  const peopleOf = groupBy(people, ({ ticket_id }) => ticket_id);
  return rows.map((row) => ({
    ...showFacts(row, now),
    ...optional('code', row.reservation_id === null ? undefined : codes.get(row.reservation_id)),
    people: groupPeople(peopleOf.get(row.id) ?? [], (sealed, position) =>
      openPersonalData(sealer, sealed, ticketPersonContext(row.id, position)),
    ),
    ...optional('undo', showUndo(row, accountId, now, rules.undoSeconds)),
  }));
}

function showFacts(row: TicketRow, now: Date): Omit<DeskEntry, 'people' | 'undo' | 'code'> {
  const { id, lane, status, booked, recalls, misses } = row;
  const waitedUntil = row.called_at ?? row.ended_at ?? now;
  return {
    ticket: id,
    number: formatTicketNumber(row.drawn_lane, row.number),
    status,
    lane,
    booked,
    recalls,
    misses,
    ...optional('reservation', row.reservation_id ?? undefined),
    ...optional('green', row.green_reason ?? undefined),
    ...optional('start', row.starts_at === null ? undefined : timeOf(row.starts_at)),
    ...optional('window', row.window_number ?? undefined),
    ...optional('forWindow', row.for_window ?? undefined),
    ...optional('startedAt', row.started_at?.toISOString()),
    waitedMinutes: Math.max(0, Math.round((waitedUntil.getTime() - row.joined_at.getTime()) / 60_000)),
  };
}

function showUndo({ undo, undo_by, undo_at }: TicketRow, accountId: string, now: Date, seconds: number) {
  if (undo === null || undo_at === null || undo_by !== accountId) return undefined;
  const until = new Date(undo_at.getTime() + seconds * 1000);
  return now > until ? undefined : { action: undo.action, until: until.toISOString() };
}

async function listCodes(
  database: Queryable,
  city: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await database.rows<{ id: string; code: string }>(sql`
    select id, code from reservation where city = ${city} and id = any(${ids}::uuid[])`);
  return new Map(rows.map(({ id, code }) => [id, code]));
}

/** An appointment that has not checked in. */
export interface ComingRow {
  readonly id: string;
  readonly code: string;
  readonly lane: Lane;
  readonly status: 'booked' | 'missed' | 'cancelled';
  readonly starts_at: Date;
  readonly people: readonly Pick<TicketPersonRow, 'position' | 'service' | 'sealed' | 'residence'>[];
}

/** Appointments of a day without a ticket, by their start. */
export function listComing(
  database: Queryable,
  { city, hall, date }: HallDay,
  statuses: readonly string[],
): Promise<ComingRow[]> {
  return database.rows<ComingRow>(sql`
    select id, code, lane, status, starts_at,
      (select json_agg(json_build_object('position', position, 'service', service, 'sealed', sealed,
          'residence', residence) order by position, service)
        from applicant where applicant.city = ${city} and applicant.reservation_id = reservation.id) as people
    from reservation
    where city = ${city} and hall = ${hall} and date = ${date} and status = any(${statuses}::text[])
    order by starts_at, id`);
}

export function showComing(
  sealer: Dependencies['sealer'],
  { id, code, lane, status, starts_at, people }: ComingRow,
): DeskEntry {
  return {
    reservation: id,
    code,
    status,
    lane,
    booked: true,
    start: timeOf(starts_at),
    recalls: 0,
    misses: 0,
    people: groupPeople(people, (sealed, position) =>
      openPersonalData(sealer, sealed, applicantContext(id, position)),
    ),
  };
}

function timeOf(instant: Date): string {
  return formatMinute(toHallTime(instant).minute);
}

interface PersonService {
  readonly position: number;
  readonly service: Service;
  readonly sealed: string;
  readonly residence: Residence;
  readonly accepted?: boolean | null;
  readonly promised_on?: string | null;
}

function groupPeople(
  rows: readonly PersonService[],
  open: (sealed: string, position: number) => PersonalData,
): DeskEntry['people'] {
  return [...groupBy(rows, ({ position }) => position)].flatMap(([position, mine]) => {
    const [first] = mine;
    if (first === undefined) return [];
    const { name, documentType, documentNumber } = maskPersonalData(open(first.sealed, position));
    const services = mine.map(({ service, accepted, promised_on }) => ({
      service,
      ...optional('accepted', accepted ?? undefined),
      ...optional('promisedOn', promised_on ?? undefined),
    }));
    return [{ position, name, documentType, documentNumber, residence: first.residence, services }];
  });
}

/** A field that is left out when there is nothing to say. */
function optional<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { readonly [Key in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [Key in Name]: Value });
}
