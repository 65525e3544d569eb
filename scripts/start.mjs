import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildClient } from './buildClient.mjs';
import { buildHost } from './buildHost.mjs';
import { hostArguments } from './hostArguments.mjs';
import { installWhatIsMissing } from './install.mjs';
import { root } from './run.mjs';

/** `npm start`: installs what is missing, builds what has changed, and serves everything on one port. */
await installWhatIsMissing();
await buildHost();
await buildWebWhenChanged();

const host = spawn(process.execPath, [...hostArguments, path.join(root, 'dist/host/index.js')], {
  cwd: process.cwd(),
  env: { WEB_DIR: path.join(root, 'dist/h5'), ...process.env },
  stdio: ['ignore', 'pipe', 'inherit'],
});
host.stdout.setEncoding('utf8');
host.stdout.on('data', (text) => {
  const [, address] = /listening on (\S+)/.exec(text) ?? [];
  if (address === undefined) return;
  process.stdout.write(
    [
      '',
      `  Exit-entry booking is running:  ${address}`,
      `  A citizen:                      ${address}/?demo=wang`,
      `  The contract:                   ${address}/openapi.json`,
      '  Demo sign-in takes any name. Ctrl-C ends it; what you booked is kept.',
      '',
      '',
    ].join('\n'),
  );
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => host.kill(signal));
host.once('exit', (code, signal) => process.exit(code ?? (signal === null ? 0 : 1)));

async function buildWebWhenChanged() {
  const digest = createHash('sha256');
  for (const file of ['src', 'config', 'domain', 'contract', 'package-lock.json', 'babel.config.js'].flatMap(
    listFiles,
  )) {
    digest.update(file).update(readFileSync(path.join(root, file)));
  }
  const stamp = path.join(root, 'dist/h5.built-from');
  const wanted = digest.digest('hex');
  if (
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === wanted &&
    existsSync(path.join(root, 'dist/h5/index.html'))
  )
    return;
  process.stdout.write('Building the web page …\n');
  await buildClient('h5', { quiet: true });
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

function listFiles(place) {
  const absolute = path.join(root, place);
  const entries = readdirSync(path.dirname(absolute), { withFileTypes: true });
  if (entries.find(({ name }) => name === path.basename(absolute))?.isFile()) return [place];
  return readdirSync(absolute, { withFileTypes: true })
    .flatMap((entry) => listFiles(path.join(place, entry.name)))
    .sort();
}
