import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { startTestPostgres } from '../../scripts/postgres.mjs';
import { root } from '../../scripts/run.mjs';
import type { ObservedWait } from './hallDay';
import { openDay } from './openDay';
import { baseDay, peakDay, type Scenario } from './parameters';
import { playDay } from './playDay';
import { errorHeader, errorLine, rangeError, reportOf } from './report';

/** What the range that is shown must keep: share of the wait, median and 90th percentile. */
const TARGET = { median: 0.15, p90: 0.3 };

const onlyWaits = process.env.SIMULATE === 'waits';
const moreDays: readonly Scenario[] = [
  { ...baseDay, name: 'base, another', seed: 3 },
  { ...peakDay, name: 'peak, another', seed: 4 },
];
const days: readonly Scenario[] = [baseDay, peakDay, ...(onlyWaits ? moreDays : [])];

const server = await startTestPostgres();
const reports: string[] = [];
const waits: ObservedWait[] = [];
const lines: string[] = [];
let failed = false;
try {
  for (const scenario of days) {
    const startedAt = Date.now();
    const database = await openDay(server.url, `day_${scenario.seed}`);
    const { results, day } = await playDay(database, scenario);
    await database.close();
    const ofDay = results.flatMap((result) => result.waits);
    waits.push(...ofDay);
    lines.push(errorLine(scenario.name, ofDay));
    reports.push(reportOf(scenario, results, day));
    failed ||= day.lost + day.calledTwice + day.numbersTwice > 0;
    failed ||= day.halls.some(({ passedOverMost, bound }) => passedOverMost > bound);
    process.stdout.write(`${reports.at(-1)}\n(${Math.round((Date.now() - startedAt) / 1000)} s)\n\n`);
  }
} finally {
  await server.stop();
}
lines.push(errorLine('all', waits));
const errors = [errorHeader, ...lines].join('\n');
process.stdout.write(`${errors}\n`);
const { median, p90 } = rangeError(waits);
failed ||= median > TARGET.median || p90 > TARGET.p90;
if (!onlyWaits) writeFileSync(path.join(root, 'docs/simulation.md'), page());
if (process.env.WAITS_FILE !== undefined) writeFileSync(process.env.WAITS_FILE, JSON.stringify(waits));
process.exitCode = failed ? 1 : 0;

function page(): string {
  return `# A simulated base day and peak day

\`npm run simulate\` plays both through the real API on PostgreSQL: fifteen halls, 49 windows (71 on the peak day),
families, appointments and walk-ins mixed, late and missing holders, missed calls, people who give up. It writes this
page and fails when a promise is broken. Every parameter is an assumption with its hint in
[\`tests/simulation/parameters.ts\`](../tests/simulation/parameters.ts); nothing here was measured at a real hall.

${reports.join('\n')}
## The wait that was told

Asked when the ticket was taken, held against the minute of the first call. Waits under ten minutes are measured
against ten. The target is a distance from the range of at most 15 % (median) and 30 % (90th percentile) of the wait;
the width of the range beside it shows that it was not bought with a wide one. \`npm run bench:wait\` replays more days.

${errors}
`;
}
