import path from 'node:path';
import { DataFolderInUse } from './dataFolder';
import { readHostEnv } from './env';
import { openHost } from './openHost';

/** The bundle carries the migrations beside itself. */
const migrationsFolder = path.join(__dirname, 'migrations');

async function main(): Promise<void> {
  const env = readHostEnv();
  const host = await openHost(env, migrationsFolder);
  process.stdout.write(`listening on ${host.address}\n`);

  const stop = () => {
    process.stdout.write('stopping\n');
    host.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : String(error);
  const portTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  process.stderr.write(
    portTaken ? `The port is taken by another program: choose another PORT. (${reason})\n` : `${reason}\n`,
  );
  process.exit(error instanceof DataFolderInUse ? 3 : 1);
});
