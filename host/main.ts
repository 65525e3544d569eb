import path from 'node:path';
import { DataFolderInUse } from './dataFolder';
import { readHostEnv } from './env';
import { openHost } from './openHost';
import { explainStart } from './startFailure';

/** The bundle carries the migrations beside itself. */
const migrationsFolder = path.join(__dirname, 'migrations');

async function main(): Promise<void> {
  const env = readHostEnv();
  const host = await openHost(env, migrationsFolder).catch((error: unknown) => {
    const reason = explainStart(error, env);
    throw reason === undefined ? error : new Error(reason, { cause: error });
  });
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
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(error instanceof DataFolderInUse ? 3 : 1);
});
