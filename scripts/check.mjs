import { auditDependencies } from './auditDependencies.mjs';
import { buildClient } from './buildClient.mjs';
import { buildHost } from './buildHost.mjs';
import { checkBuilds, smokeBuild } from './checkBuilds.mjs';
import { startTestPostgres } from './postgres.mjs';
import { bin, run } from './run.mjs';

/** Everything that must hold before a change lands, cheapest first. `npm test` runs exactly this. */
const steps = [
  ['lint', () => run(bin('biome'), ['ci', '.'])],
  ['types (WeChat and service)', () => run(bin('tsc'), ['-p', 'tsconfig.json'])],
  ['types (Alipay)', () => run(bin('tsc'), ['-p', 'tsconfig.alipay.json'])],
  ['types (web)', () => run(bin('tsc'), ['-p', 'tsconfig.h5.json'])],
  ['types (mini-program tests)', () => run(bin('tsc'), ['-p', 'tests/miniprogram'])],
  ['types (web tests)', () => run(bin('tsc'), ['-p', 'tests/web'])],
  ['known holes in packages', auditDependencies],
  ['what nobody uses', () => run(bin('knip'), [])],
  ['dependency rule', () => run('npm', ['run', '--silent', 'deps'])],
  ['cloud functions', () => run(process.execPath, ['scripts/buildFunctions.mjs'])],
  ['function host', buildHost],
  ['tests', runJest],
  ['WeChat build', () => buildClient('weapp', { quiet: true, env: { TARO_APP_CLOUD_ENV: 'test' } })],
  ['Alipay build', () => buildClient('alipay', { quiet: true })],
  ['what can be seen of the builds at rest', checkBuilds],
  ['first look at the WeChat build', smokeBuild],
  ['compiled mini-programs', () => run(bin('jest'), ['--ci', '-c', 'tests/miniprogram/jest.config.js'])],
  ['web build', () => buildClient('h5', { quiet: true })],
  ['web page', () => run(bin('jest'), ['--ci', '-c', 'tests/web/jest.config.js'])],
];

async function runJest() {
  const postgres = await startTestPostgres();
  try {
    await run(bin('jest'), ['--ci'], {
      env: {
        NODE_OPTIONS: '--experimental-vm-modules --no-warnings',
        TEST_DATABASE_URL: postgres.url,
      },
    });
  } finally {
    await postgres.stop();
  }
}

for (const [name, step] of steps) {
  const startedAt = Date.now();
  process.stdout.write(`\n▸ ${name}\n`);
  try {
    await step();
  } catch (error) {
    process.stderr.write(`✗ ${name}: ${error.message}\n`);
    process.exit(1);
  }
  process.stdout.write(`✓ ${name} (${Math.round((Date.now() - startedAt) / 1000)} s)\n`);
}
