import type { Database } from '../cloudfunctions/_database/database';
import { sql } from '../cloudfunctions/_database/sql';
import type { LocalDate } from '../domain/calendar/localDate';
import { provisionalHolidaysFile } from './cityFiles';
import { officialCoverageUntil, officialDays } from './officialHolidays';
import provisional from './provisionalHolidays.json';

const SOURCE =
  'General Office of the State Council, yearly notices on public holidays (npm chinese-days 1.5.7)';

/**
 * Puts into the database what it does not cover yet: the official holidays that this version knows, and after them
 * those that are certain before their notice. Years that are covered already stay as they were imported.
 */
export async function seedCalendar(database: Database): Promise<void> {
  await database.transaction(async (transaction) => {
    const [coverage] = await transaction.rows<{ coverage_until: LocalDate }>(
      sql`select coverage_until from calendar_coverage for update`,
    );
    const known = coverage?.coverage_until ?? '';
    const covered = known > officialCoverageUntil() ? known : officialCoverageUntil();
    const days = [
      ...officialDays().map((day) => ({ ...day, official: true, source: SOURCE })),
      ...provisionalHolidaysFile
        .parse(provisional)
        .days.filter(({ date }) => date > covered)
        .map((day) => ({ ...day, official: false })),
    ].filter(({ date }) => date > known);
    await transaction.rows(sql`delete from calendar_day where not official and date <= ${covered}`);
    await transaction.rows(sql`
      insert into calendar_day (date, kind, name, official, source)
      select date, kind, name, official, source from json_to_recordset(${JSON.stringify(days)}::json)
        as day(date date, kind text, name text, official boolean, source text)
      on conflict do nothing`);
    await transaction.rows(sql`
      insert into calendar_coverage (coverage_until, source) values (${covered}, ${SOURCE})
      on conflict (only_row) do update set coverage_until = excluded.coverage_until, source = excluded.source
        where excluded.coverage_until > calendar_coverage.coverage_until`);
  });
}
