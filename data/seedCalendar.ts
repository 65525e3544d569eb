import type { Database } from '../cloudfunctions/_database/database';
import { sql } from '../cloudfunctions/_database/sql';
import { provisionalHolidaysFile } from './cityFiles';
import { officialCoverageUntil, officialDays } from './officialHolidays';
import provisional from './provisionalHolidays.json';

const SOURCE =
  'General Office of the State Council, yearly notices on public holidays (npm chinese-days 1.5.7)';

/** Puts the official holidays and those that are certain before their notice into the database, where missing. */
export async function seedCalendar(database: Database): Promise<void> {
  const days = [
    ...officialDays().map((day) => ({ ...day, official: true, source: SOURCE })),
    ...provisionalHolidaysFile.parse(provisional).days.map((day) => ({ ...day, official: false })),
  ];
  await database.transaction(async (transaction) => {
    await transaction.rows(sql`
      insert into calendar_day (date, kind, name, official, source)
      select date, kind, name, official, source from json_to_recordset(${JSON.stringify(days)}::json)
        as day(date date, kind text, name text, official boolean, source text)
      on conflict do nothing`);
    await transaction.rows(sql`
      insert into calendar_coverage (coverage_until, source) values (${officialCoverageUntil()}, ${SOURCE})
      on conflict (only_row) do update set coverage_until = excluded.coverage_until, source = excluded.source
        where excluded.coverage_until > calendar_coverage.coverage_until`);
  });
}
