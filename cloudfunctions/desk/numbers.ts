import type { z } from 'zod';
import type { desk } from '../../contract/desk';
import type { LocalDate } from '../../domain/calendar/localDate';
import type { Lane } from '../../domain/lane';
import { accept } from '../../domain/outcome';
import type { Service } from '../../domain/service';
import { toCsv } from '../../domain/text/csv';
import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';
import type { Handler } from '../_runtime/serve';

type Numbers = z.input<typeof desk.numbers.output>;
type Line = Numbers['lines'][number];

interface Row {
  readonly people: number;
  readonly tickets: number;
  readonly served: number;
  readonly accepted: number;
  readonly waiting: number;
  readonly missed: number;
  readonly average_wait: number | null;
}

interface LineRow extends Row {
  readonly date: LocalDate;
  readonly lane: Lane;
  readonly service: Service;
}

interface Span {
  readonly city: string;
  readonly hall: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

export const numbers: Handler<typeof desk.numbers> = async ({ database }, { hall, from, to }, { city }) => {
  const span = { city, hall, from, to };
  const [total, rows] = await Promise.all([readTotal(database, span), readLines(database, span)]);
  const lines = rows.map(({ date, lane, service, ...row }) => ({ date, lane, service, ...showRow(row) }));
  return accept({ total: showRow(total), lines, csv: toSheet(hall, lines) });
};

/** A ticket with two services stands in two lines, and once in the total. */
function readLines(database: Queryable, { city, hall, from, to }: Span): Promise<LineRow[]> {
  return database.rows<LineRow>(sql`
    select ticket.date, ticket.lane, person.service,
      count(*)::integer as people,
      count(distinct ticket.id)::integer as tickets,
      count(*) filter (where ticket.status = 'served')::integer as served,
      count(*) filter (where person.accepted)::integer as accepted,
      count(*) filter (where ticket.status = 'waiting')::integer as waiting,
      count(*) filter (where ticket.status = 'missed')::integer as missed,
      avg(extract(epoch from ticket.called_at - ticket.joined_at) / 60)::float8 as average_wait
    from ticket join ticket_person person on person.city = ${city} and person.ticket_id = ticket.id
    where ticket.city = ${city} and ticket.hall = ${hall} and ticket.date between ${from} and ${to}
    group by ticket.date, ticket.lane, person.service
    order by ticket.date, ticket.lane, person.service`);
}

async function readTotal(database: Queryable, { city, hall, from, to }: Span): Promise<Row> {
  const [row] = await database.rows<Row>(sql`
    with counted as (
      select ticket.id, ticket.status, ticket.called_at, ticket.joined_at,
        count(distinct person.position) as people, count(*) filter (where person.accepted) as accepted
      from ticket join ticket_person person on person.city = ${city} and person.ticket_id = ticket.id
      where ticket.city = ${city} and ticket.hall = ${hall} and ticket.date between ${from} and ${to}
      group by ticket.id, ticket.status, ticket.called_at, ticket.joined_at
    )
    select coalesce(sum(people), 0)::integer as people, count(*)::integer as tickets,
      coalesce(sum(people) filter (where status = 'served'), 0)::integer as served,
      coalesce(sum(accepted), 0)::integer as accepted,
      coalesce(sum(people) filter (where status = 'waiting'), 0)::integer as waiting,
      coalesce(sum(people) filter (where status = 'missed'), 0)::integer as missed,
      avg(extract(epoch from called_at - joined_at) / 60)::float8 as average_wait
    from counted`);
  if (row === undefined) throw new Error('Counting gave no row.');
  return row;
}

function showRow({ average_wait, ...row }: Row) {
  return {
    ...row,
    ...(average_wait === null ? {} : { averageWaitMinutes: Math.round(average_wait * 10) / 10 }),
  };
}

const COLUMNS = [
  'people',
  'tickets',
  'served',
  'accepted',
  'waiting',
  'missed',
  'averageWaitMinutes',
] as const;

function toSheet(hall: string, lines: readonly Line[]): string {
  return toCsv([
    ['hall', 'date', 'lane', 'service', ...COLUMNS],
    ...lines.map((line) => [
      hall,
      line.date,
      line.lane,
      line.service,
      ...COLUMNS.map((column) => line[column] ?? ''),
    ]),
  ]);
}
