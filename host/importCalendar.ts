import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { importHolidays } from '../data/importHolidays';
import { DataFolderInUse } from './dataFolder';
import { readHostEnv } from './env';
import { openDatabase } from './openDatabase';

/** The bundle carries the migrations beside itself. */
const migrationsFolder = path.join(__dirname, 'migrations');

/** `npm run calendar:import -- <file>`: takes the official notice of a year into the calendar. */
async function main([file]: readonly string[]): Promise<void> {
  if (file === undefined) throw new Error('Name the file of the year: npm run calendar:import -- 2027.json');
  const year: unknown = JSON.parse(await readFile(file, 'utf8'));
  const { database, unlock } = await openDatabase(readHostEnv(), migrationsFolder);
  try {
    const { year: imported, days, openOnHolidays } = await importHolidays(database, year);
    const lines = [
      `The calendar now holds the official notice of ${imported}: ${days} days.`,
      ...openOnHolidays.map(
        ({ date, halls, booked }) =>
          `${date} is a holiday and open at ${halls} halls, ${booked} seats booked.`,
      ),
    ];
    process.stdout.write(`${lines.join('\n')}\n`);
  } finally {
    await database.close();
    await unlock();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof DataFolderInUse ? 3 : 1;
});
