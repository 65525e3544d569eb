import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { replaceFolder } from './replaceFolder.mjs';
import { root } from './run.mjs';

// WeChat uploads one folder for each function, so that everything a room uses is bundled into its own index.js.
const source = path.join(root, 'cloudfunctions');

const rooms = readdirSync(source).filter(
  (name) => !name.startsWith('_') && existsSync(path.join(source, name, 'index.ts')),
);
if (rooms.length === 0) throw new Error('There is no cloud function to build.');

await replaceFolder(path.join(root, 'dist/cloudfunctions'), async (output) => {
  for (const room of rooms) await buildFunction(room, path.join(output, room));
});

async function buildFunction(room, folder) {
  mkdirSync(folder, { recursive: true });
  await build({
    entryPoints: [path.join(source, room, 'index.ts')],
    outfile: path.join(folder, 'index.js'),
    bundle: true,
    minify: true,
    keepNames: true,
    platform: 'node',
    target: 'node18',
    format: 'cjs',
    external: ['pg-native'],
    logLevel: 'warning',
  });
  writeJson(path.join(folder, 'package.json'), {
    name: room,
    version: '1.0.0',
    main: 'index.js',
    private: true,
  });
  writeJson(path.join(folder, 'config.json'), {
    permissions: { openapi: [] },
    triggers: await triggersOf(room, folder),
  });
  const kilobytes = Math.round(statSync(path.join(folder, 'index.js')).size / 1024);
  process.stdout.write(`dist/cloudfunctions/${room}/index.js ${kilobytes} KB\n`);
}

/** The timers' own table, as triggers: WeChat's cron has a seventh field, the year. */
async function triggersOf(room, folder) {
  if (room !== 'timers') return [];
  const { outputFiles } = await build({
    entryPoints: [path.join(source, 'timers/timers.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    write: false,
    external: ['pg-native'],
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
  const file = path.join(folder, 'timers.mjs');
  writeFileSync(file, outputFiles[0].contents);
  const { timers } = await import(file);
  rmSync(file);
  return Object.entries(timers).map(([name, { cron }]) => ({ name, type: 'timer', config: `${cron} *` }));
}

function writeJson(file, value) {
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}
