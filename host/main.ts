import path from 'node:path';
import { DataFolderInUse } from './dataFolder';
import { readHostEnv } from './env';
import { openHost } from './openHost';

/** The bundle carries the migrations beside itself. */
const migrationsFolder = path.join(__dirname, 'migrations');

async function main(): Promise<void> {
  const env = readHostEnv();
  const host = await openHost(env, migrationsFolder);
  // A terminal's Ctrl-C reaches this process and the one that started it, which hands it on: the second changes nothing.
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    process.stdout.write('stopping\n');
    host.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.stdout.write(`listening on ${host.address}\n`);
}

main().catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : String(error);
  const portTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  process.stderr.write(
    portTaken ? `The port is taken by another program: choose another PORT. (${reason})\n` : `${reason}\n`,
  );
  process.exit(error instanceof DataFolderInUse ? 3 : 1);
});
