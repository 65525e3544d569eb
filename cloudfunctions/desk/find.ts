import type { DeskEntry, desk } from '../../contract/desk';
import { toHallTime } from '../../domain/calendar/hallTime';
import { accept } from '../../domain/outcome';
import { nameSearchKey } from '../../domain/person/personName';
import { normaliseDocumentNumber } from '../../domain/person/residentId';
import { formatTicketNumber } from '../../domain/queue/ticketNumber';
import { sql } from '../_database/sql';
import { applicantContext, ticketPersonContext } from '../_people/contexts';
import { openPersonalData } from '../_people/sealedPerson';
import type { HallDay } from '../_queue/hallDay';
import { listTicketPeople, type TicketRow } from '../_queue/ticketRows';
import type { Dependencies } from '../_runtime/dependencies';
import { groupBy } from '../_runtime/groupBy';
import type { CallContext, Handler } from '../_runtime/serve';
import { type ComingRow, listComing, showComing, showTickets } from './showEntry';

/** Most people have one entry on a day; a common name has a few. */
const SHOWN = 20;

/**
 * Looks through one hall's day in memory: names and numbers are sealed, so the database cannot search them. What is
 * found comes back masked.
 */
export const find: Handler<typeof desk.find> = async (dependencies, input, context) => {
  const day = {
    city: context.city,
    hall: input.hall,
    date: input.date ?? toHallTime(context.now).date,
  };
  const matches = matcherOf(input.text);
  const [tickets, coming] = await Promise.all([
    findTickets(dependencies, day, matches, context),
    findComing(dependencies, day, matches),
  ]);
  return accept({ entries: [...tickets, ...coming].slice(0, SHOWN) });
};

interface Searched {
  readonly codes: readonly string[];
  readonly people: readonly { readonly name: string; readonly documentNumber: string }[];
}

/** By the code or number as it is written, by part of a name, or by the last characters of a document number. */
export function matcherOf(text: string): (searched: Searched) => boolean {
  const wanted = normaliseDocumentNumber(text);
  const name = nameSearchKey(text);
  return ({ codes, people }) =>
    (wanted !== '' && codes.some((code) => code.startsWith(wanted))) ||
    people.some(
      (person) =>
        (name !== '' && nameSearchKey(person.name).includes(name)) ||
        (wanted.length >= 3 && person.documentNumber.endsWith(wanted)),
    );
}

async function findTickets(
  dependencies: Dependencies,
  { city, hall, date }: HallDay,
  matches: (searched: Searched) => boolean,
  context: CallContext,
): Promise<DeskEntry[]> {
  const { database, sealer } = dependencies;
  const rows = await database.rows<TicketRow & { code: string | null }>(sql`
    select ticket.*, (select code from reservation
      where reservation.city = ${city} and reservation.id = ticket.reservation_id) as code
    from ticket where city = ${city} and hall = ${hall} and date = ${date}
    order by status in ('waiting', 'called', 'serving') desc, number`);
  const people = await listTicketPeople(
    database,
    city,
    rows.map(({ id }) => id),
  );
  const peopleOf = groupBy(people, ({ ticket_id }) => ticket_id);
  const found = rows.filter(({ id, drawn_lane, number, code }) =>
    matches({
      codes: [formatTicketNumber(drawn_lane, number), ...(code === null ? [] : [code])],
      people: (peopleOf.get(id) ?? []).map(({ sealed, position }) =>
        openPersonalData(sealer, sealed, ticketPersonContext(id, position)),
      ),
    }),
  );
  return showTickets(dependencies, context, found.slice(0, SHOWN));
}

async function findComing(
  { database, sealer }: Dependencies,
  day: HallDay,
  matches: (searched: Searched) => boolean,
): Promise<DeskEntry[]> {
  const rows = await listComing(database, day, ['booked', 'missed']);
  const withTicket = await database.rows<{ reservation_id: string }>(sql`
    select reservation_id from ticket
    where city = ${day.city} and hall = ${day.hall} and date = ${day.date} and reservation_id is not null`);
  const known = new Set(withTicket.map(({ reservation_id }) => reservation_id));
  const open = ({ id, people }: ComingRow) =>
    people.map(({ sealed, position }) => openPersonalData(sealer, sealed, applicantContext(id, position)));
  return rows
    .filter((row) => !known.has(row.id) && matches({ codes: [row.code], people: open(row) }))
    .slice(0, SHOWN)
    .map((row) => showComing(sealer, row));
}
