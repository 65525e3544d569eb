import { buildHost } from './buildHost.mjs';
import { startTestPostgres } from './postgres.mjs';
import { bin, run } from './run.mjs';

/** `node scripts/jest.mjs <project>… [-- jest arguments]`: builds what is run as a process, starts PostgreSQL when needed. */
const args = process.argv.slice(2);
const split = args.indexOf('--');
const projects = split === -1 ? args : args.slice(0, split);
const rest = split === -1 ? [] : args.slice(split + 1);

if (projects.includes('db') || projects.includes('pg')) await buildHost();
if (projects.includes('pg')) await run(process.execPath, ['scripts/buildFunctions.mjs'], { quiet: true });
const postgres = projects.includes('pg') ? await startTestPostgres() : undefined;
try {
  await run(bin('jest'), [...rest, '--selectProjects', ...projects], {
    env: {
      // PGlite is an ES module that Jest can only import this way.
      NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --no-warnings`,
      ...(postgres === undefined ? {} : { TEST_DATABASE_URL: postgres.url }),
    },
  });
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
} finally {
  await postgres?.stop();
}
