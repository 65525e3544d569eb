import path from 'node:path';
import { migrate } from '../../cloudfunctions/_database/migrate';
import { type Cluster, createCluster, freePort } from '../../scripts/postgres.mjs';
import { root } from '../../scripts/run.mjs';
import { onServer, openGuards, seedBenchCity } from '../load/benchCity';
import { openDatabase } from '../load/benchCluster';
import { type HostProcess, startHost } from '../load/hostProcess';
import { type Door, openDoor } from './door';

/** A database, a proxy in front of it, and a host that is started again whenever it ends, as a supervisor would. */
export interface Rig {
  readonly door: Door;
  readonly hostPort: number;
  /** The server that the proxy points at. */
  primary: Cluster;
  host(): HostProcess;
  /** How often the host had to be started again. */
  restarts(): number;
  close(): Promise<void>;
}

export interface RigOptions {
  readonly cluster?: Parameters<typeof createCluster>[0];
  readonly hostEnvironment?: Readonly<Record<string, string>>;
  /** Puts something between proxy and server; gives the port that the proxy points at. */
  readonly between?: (cluster: Cluster) => Promise<number>;
}

export async function openRig({ cluster, hostEnvironment = {}, between }: RigOptions = {}): Promise<Rig> {
  const primary = await createCluster(cluster);
  await primary.start();
  const database = openDatabase(primary.url);
  await migrate(database, path.join(root, 'cloudfunctions/_database/migrations'));
  await database.close();
  await (await startHost(primary.url)).end();
  await seedBenchCity(primary.url, { halls: 6, days: 10, seatsPerSlot: 150, history: 2_000 });
  await openGuards(primary.url);

  const door = await openDoor(between === undefined ? primary.port : await between(primary));
  const hostPort = await freePort();
  const url = `postgres://postgres@127.0.0.1:${door.port}/postgres`;
  let closed = false;
  let restarts = 0;
  let host: HostProcess;
  const keepRunning = async (): Promise<void> => {
    try {
      host = await startHost(url, { ...hostEnvironment, PORT: String(hostPort) });
    } catch {
      // The database is away: a supervisor tries again.
      await new Promise((resolve) => setTimeout(resolve, 300));
      return closed ? undefined : keepRunning();
    }
    host.process.once('exit', () => {
      if (closed) return;
      restarts += 1;
      void keepRunning();
    });
  };
  await keepRunning();
  const rig: Rig = {
    door,
    hostPort,
    primary,
    host: () => host,
    restarts: () => restarts,
    async close() {
      closed = true;
      await host.end('SIGKILL');
      door.close();
      await rig.primary.remove();
    },
  };
  return rig;
}

/** Ends a whole server as a power cut would, and waits until none of its processes is left. */
export async function cutPower(cluster: Cluster): Promise<void> {
  const processes = await onServer(cluster.url, (client) =>
    client.query<{ pid: number }>('select pid from pg_stat_activity where pid <> pg_backend_pid()'),
  );
  await cluster.end('SIGKILL');
  for (const { pid } of processes.rows) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It noticed by itself that its server is gone.
    }
  }
}

/** Starts a server, again and again while a process of its predecessor is still going. */
export async function startAgain(cluster: Cluster): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await cluster.start();
    } catch (error) {
      if (attempt === 20) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
