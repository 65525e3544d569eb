import type { desk } from '../../contract/desk';
import { toHallTime } from '../../domain/calendar/hallTime';
import { accept } from '../../domain/outcome';
import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';
import { hallCode } from '../_queue/hallCode';
import type { HallDay } from '../_queue/hallDay';
import type { TicketRow } from '../_queue/ticketRows';
import type { Handler } from '../_runtime/serve';
import { type ComingRow, listComing, showComing, showTickets } from './showEntry';

/** The tickets behind each list; appointments without one are `coming`, or `missed` when nobody came. */
const statusesOf = {
  waiting: ['waiting'],
  windows: ['called', 'serving'],
  done: ['served', 'missed', 'left', 'expired'],
  served: ['served'],
  missed: ['missed'],
} as const;

export const today: Handler<typeof desk.today> = async (dependencies, input, context) => {
  const { database, sealer, tokens } = dependencies;
  const { city, now, caller } = context;
  const date = input.date ?? toHallTime(now).date;
  const day = { city, hall: input.hall, date };
  const counts = await countDay(database, day);
  const tickets =
    input.show === 'coming'
      ? []
      : await showTickets(
          dependencies,
          context,
          await listTickets(database, day, statusesOf[input.show], input.limit),
        );
  const visits = (await listWithoutTicket(database, day, input.show)).map((row) => showComing(sealer, row));
  const entries = [...tickets, ...visits].slice(0, input.limit);
  return accept({
    date,
    counts,
    entries,
    entranceCode: hallCode(tokens, city, input.hall, toHallTime(now).date),
    role: caller.kind === 'staff' ? caller.staff.role : '',
    asOf: now.toISOString(),
  });
};

/** Appointments that are still to come, or that nobody came for. */
async function listWithoutTicket(
  database: Queryable,
  { city, hall, date }: HallDay,
  show: string,
): Promise<ComingRow[]> {
  const day = { city, hall, date };
  if (show === 'coming') return listComing(database, day, ['booked']);
  if (show !== 'missed') return [];
  const withTicket = await database.rows<{ reservation_id: string }>(sql`
    select reservation_id from ticket
    where city = ${city} and hall = ${hall} and date = ${date} and reservation_id is not null`);
  const known = new Set(withTicket.map(({ reservation_id }) => reservation_id));
  return (await listComing(database, day, ['missed'])).filter(({ id }) => !known.has(id));
}

interface Counts {
  readonly coming: number;
  readonly waiting: number;
  readonly windows: number;
  readonly served: number;
  readonly missed: number;
}

async function countDay(database: Queryable, { city, hall, date }: HallDay): Promise<Counts> {
  const [row] = await database.rows<Counts>(sql`
    select
      (select count(*)::integer from reservation
        where city = ${city} and hall = ${hall} and date = ${date} and status = 'booked') as coming,
      count(*) filter (where status = 'waiting')::integer as waiting,
      count(*) filter (where status in ('called', 'serving'))::integer as windows,
      count(*) filter (where status = 'served')::integer as served,
      count(*) filter (where status = 'missed')::integer
        + (select count(*)::integer from reservation where city = ${city} and hall = ${hall} and date = ${date}
            and status = 'missed' and not exists (select 1 from ticket t where t.city = ${city}
              and t.reservation_id = reservation.id)) as missed
    from ticket where city = ${city} and hall = ${hall} and date = ${date}`);
  if (row === undefined) throw new Error('Counting gave no row.');
  return row;
}

/** Those who wait by how long, those who are done with the last one first. */
function listTickets(
  database: Queryable,
  { city, hall, date }: HallDay,
  statuses: readonly string[],
  limit: number,
): Promise<TicketRow[]> {
  return database.rows<TicketRow>(sql`
    select * from ticket
    where city = ${city} and hall = ${hall} and date = ${date} and status = any(${statuses}::text[])
    order by ended_at desc nulls last, joined_at, number limit ${limit}`);
}
