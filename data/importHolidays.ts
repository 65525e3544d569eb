import { z } from 'zod';
import type { Database } from '../cloudfunctions/_database/database';
import { sql } from '../cloudfunctions/_database/sql';
import { dateField } from '../contract/fields';

/** A year in the format of the public data set NateScarlet/holiday-cn. */
const holidayYear = z.object({
  year: z.number().int().min(2000).max(2100),
  papers: z.array(z.url()),
  // A year whose notice is not out yet has an empty list there: importing it would call every day plain.
  days: z.array(z.object({ name: z.string(), date: dateField, isOffDay: z.boolean() })).min(1),
});

/**
 * Replaces a year of the calendar by its official notice and moves the coverage to the year's end. Throws on a
 * file that is not of that format, is empty, or leaves a gap after the year covered so far.
 */
export async function importHolidays(
  database: Database,
  file: unknown,
): Promise<{ year: number; days: number }> {
  const { year, papers, days } = holidayYear.parse(file);
  const source = papers.join(' ') || `holiday-cn ${year}`;
  await database.transaction(async (transaction) => {
    const [coverage] = await transaction.rows<{ coverage_until: string }>(
      sql`select coverage_until from calendar_coverage for update`,
    );
    const coveredYear = Number(coverage?.coverage_until.slice(0, 4) ?? year - 1);
    if (year > coveredYear + 1)
      throw new Error(`The calendar reaches to ${coveredYear}: import ${coveredYear + 1} first.`);
    await transaction.rows(sql`
      delete from calendar_day where date between ${`${year}-01-01`} and ${`${year}-12-31`}`);
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
  });
  return { year, days: days.length };
}
