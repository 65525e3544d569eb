import type { desk } from '../../contract/desk';
import { toHallTime } from '../../domain/calendar/hallTime';
import { accept } from '../../domain/outcome';
import { formatTicketNumber } from '../../domain/queue/ticketNumber';
import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';
import { type DocumentRow, ownerOf, showDocument } from '../_documents/documentRows';
import type { HallDay } from '../_queue/hallDay';
import type { Handler } from '../_runtime/serve';
import { matcherOf } from './find';

/** As far back as a text is looked for: names are sealed, so the database cannot search them. */
const SEARCHED = 5_000;

/** A page of a hall's documents in one state, or of the late ones; the one that has waited longest first. */
export const listDocuments: Handler<typeof desk.listDocuments> = async (
  { database, sealer },
  input,
  context,
) => {
  const { city, now } = context;
  const day: HallDay = { city, hall: input.hall, date: toHallTime(now).date };
  const page = { after: input.after, limit: input.limit + 1 };
  const [counts, rows] = await Promise.all([
    countDocuments(database, day),
    input.text === undefined
      ? listByState(database, day, input.show, page)
      : listLatest(database, day).then((latest) => search(latest, input.text ?? '', page)),
  ]);
  return accept({
    date: day.date,
    counts,
    documents: rows.slice(0, input.limit).map((row) => showDocument(sealer, row, now)),
    hasMore: rows.length > input.limit,
    asOf: now.toISOString(),
  });

  function search(latest: readonly DocumentRow[], text: string, { after, limit }: ListPage): DocumentRow[] {
    const matches = matcherOf(text);
    const found = latest.filter((row) =>
      matches({
        codes: [row.receipt, formatTicketNumber(row.drawn_lane, row.number)],
        people: [ownerOf(sealer, row)],
      }),
    );
    const start = found.findIndex(({ id }) => id === after) + 1;
    return found.slice(start, start + limit);
  }
};

interface ListPage {
  /** The last document of the page before. */
  readonly after: string | undefined;
  readonly limit: number;
}

interface Counts {
  readonly overdue: number;
  readonly accepted: number;
  readonly 'in-production': number;
  readonly ready: number;
}

async function countDocuments(database: Queryable, { city, hall, date }: HallDay): Promise<Counts> {
  const [row] = await database.rows<Counts>(sql`
    select
      count(*) filter (where status in ('accepted', 'in-production') and promised_on < ${date})::integer as overdue,
      count(*) filter (where status = 'accepted')::integer as accepted,
      count(*) filter (where status = 'in-production')::integer as "in-production",
      count(*) filter (where status = 'ready')::integer as ready
    from document_entry where city = ${city} and hall = ${hall} and status <> 'collected'`);
  if (row === undefined) throw new Error('Counting gave no row.');
  return row;
}

/**
 * By the promised day; those that are ready by since when, those that were collected the last one first. A page goes on
 * behind a document's place in this list, also when the document has left the list meanwhile.
 */
function listByState(
  database: Queryable,
  { city, hall, date }: HallDay,
  show: string,
  { after = '', limit }: ListPage,
): Promise<DocumentRow[]> {
  const statuses = show === 'overdue' ? ['accepted', 'in-production'] : [show];
  const promisedBefore = show === 'overdue' ? date : null;
  return database.rows<DocumentRow>(sql`
    with placed as not materialized (
      select entry.*, coalesce(case ${show}::text
          when 'collected' then -extract(epoch from collected_at)
          when 'ready' then extract(epoch from ready_at) end, 0) as place
      from document_entry entry where city = ${city} and hall = ${hall})
    select * from placed
    where status = any(${statuses}::text[])
      and (${promisedBefore}::date is null or promised_on < ${promisedBefore}::date)
      and (${after === ''} or (place, promised_on, accepted_on, number, position, service) > (
        select place, promised_on, accepted_on, number, position, service from placed where id::text = ${after}))
    order by place, promised_on, accepted_on, number, position, service
    limit ${limit}`);
}

function listLatest(database: Queryable, { city, hall }: HallDay): Promise<DocumentRow[]> {
  return database.rows<DocumentRow>(sql`
    select * from document_entry where city = ${city} and hall = ${hall} and sealed <> ''
    order by status = 'collected', id desc limit ${SEARCHED}`);
}

/** Some documents of a hall by their ids, as they stand. */
export function findDocuments(
  database: Queryable,
  city: string,
  hall: string,
  ids: readonly string[],
): Promise<DocumentRow[]> {
  return database.rows<DocumentRow>(sql`
    select * from document_entry where city = ${city} and hall = ${hall} and id = any(${ids}::uuid[])
    order by promised_on, accepted_on, number, position, service`);
}
