import { verifyAudit } from '../cloudfunctions/_database/verifyAudit';
import { hangzhou } from '../data/hangzhou/city';
import { operate } from './operate';

/** What was written in the last hour may still wait for the timer that links it. */
const HOUR = 3_600_000;

/** `npm run audit:verify [-- <city>]`: names every entry of the audit that was changed or is missing. */
void operate(async ({ database, sealer }) => {
  const city = process.argv[2] ?? hangzhou.halls.city.code;
  const report = await verifyAudit(database, sealer.blind, city, new Date(Date.now() - HOUR));
  const { days, entries, problems } = report;
  process.stdout.write(`Audit of ${city}: ${days} days, ${entries} linked entries.\n`);
  for (const problem of problems) process.stdout.write(`✗ ${problem}\n`);
  process.stdout.write(problems.length === 0 ? 'Nothing was changed, nothing is missing.\n' : '');
  return problems.length === 0;
});
