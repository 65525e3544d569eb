import { z } from 'zod';
import type { Database, Queryable } from '../cloudfunctions/_database/database';
import { sql } from '../cloudfunctions/_database/sql';
import { dateField } from '../contract/fields';

/** A year in the format of the public data set NateScarlet/holiday-cn. */
const holidayYear = z
  .object({
    year: z.number().int().min(2000).max(2100),
    papers: z.array(z.url()),
    // A year whose notice is not out yet has an empty list there: importing it would call every day plain.
    days: z.array(z.object({ name: z.string(), date: dateField, isOffDay: z.boolean() })).min(1),
  })
  // A notice names days of its own year and of the December before it.
  .refine(({ year, days }) => days.every(({ date }) => date >= `${year - 1}-12` && date < `${year + 1}`), {
    path: ['days'],
    error: 'a day of another year',
  });

export interface ImportedYear {
  readonly year: number;
  readonly days: number;
  /** Holidays of the file on which halls are open already: staff must close them. */
  readonly openOnHolidays: readonly {
    readonly date: string;
    readonly halls: number;
    readonly booked: number;
  }[];
}

/**
 * Replaces a year of the calendar by its official notice and moves the coverage to the year's end. Throws on a
 * file that is not of that format, is empty, or leaves a gap after the year covered so far.
 */
export async function importHolidays(database: Database, file: unknown): Promise<ImportedYear> {
  const parsed = holidayYear.safeParse(file);
  if (!parsed.success) {
    const reasons = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new Error(`This is not the notice of a year (${reasons.join('; ')}).`);
  }
  const { year, papers, days } = parsed.data;
  const source = [noticeMark(year), ...papers].join(' ');
  return database.transaction(async (transaction) => {
    await refuseGap(transaction, year);
    // A notice may reach into the December before it; those days are kept when that year is imported again.
    await transaction.rows(sql`
      delete from calendar_day where date between ${`${year}-01-01`} and ${`${year}-12-31`}
        and not (official and source like ${`${noticeMark(year + 1)}%`})`);
    await transaction.rows(sql`
      insert into calendar_day (date, kind, name, official, source)
      select date, case when "isOffDay" then 'holiday' else 'makeup-workday' end, name, true, ${source}
      from json_to_recordset(${JSON.stringify(days)}::json) as day(date date, name text, "isOffDay" boolean)
      on conflict (date) do update set kind = excluded.kind, name = excluded.name, official = true,
        source = excluded.source`);
    await transaction.rows(sql`
      insert into calendar_coverage (coverage_until, source) values (${`${year}-12-31`}, ${source})
      on conflict (only_row) do update set source = excluded.source,
        coverage_until = greatest(calendar_coverage.coverage_until, excluded.coverage_until)`);
    const openOnHolidays = await listOpenOnHolidays(transaction, source);
    return { year, days: days.length, openOnHolidays };
  });
}

/** Begins the source of every day that a year's notice names. */
function noticeMark(year: number): string {
  return `notice ${year}:`;
}

async function refuseGap(transaction: Queryable, year: number): Promise<void> {
  const [coverage] = await transaction.rows<{ coverage_until: string }>(
    sql`select coverage_until from calendar_coverage for update`,
  );
  const coveredYear = Number(coverage?.coverage_until.slice(0, 4) ?? year - 1);
  if (year > coveredYear + 1)
    throw new Error(`The calendar reaches to ${coveredYear}: import ${coveredYear + 1} first.`);
}

function listOpenOnHolidays(
  transaction: Queryable,
  source: string,
): Promise<{ date: string; halls: number; booked: number }[]> {
  return transaction.rows(sql`
    select slot.date, count(distinct slot.hall)::integer as halls, sum(slot.booked)::integer as booked
    from city join slot on slot.city = city.city join calendar_day on calendar_day.date = slot.date
    where calendar_day.kind = 'holiday' and calendar_day.source = ${source} and slot.capacity > 0
    group by slot.date order by slot.date`);
}
