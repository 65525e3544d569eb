import path from 'node:path';
import { migrate } from '../../cloudfunctions/_database/migrate';
import { openPostgres } from '../../cloudfunctions/_database/postgresDatabase';
import { type Cluster, createCluster } from '../../scripts/postgres.mjs';
import { root } from '../../scripts/run.mjs';
import { addressOf, type BenchCity, copyDatabase, onServer, openGuards, seedBenchCity } from './benchCity';
import { startHost } from './hostProcess';
import { pgbenchSchema, singleSeats } from './pgbench';

export interface BenchCluster {
  readonly cluster: Cluster;
  /** A fresh copy of the seeded database; gives its address. */
  fresh(): Promise<string>;
}

/** The name of the database that is measured on. */
export const measured = 'bench';

/** A PostgreSQL of its own with its defaults, a city in it, and all that the host puts there at its first start. */
export async function openBenchCluster(city: BenchCity): Promise<BenchCluster> {
  const cluster = await createCluster();
  await cluster.start();
  await onServer(cluster.url, (client) => client.query('create database seeded'));
  const url = addressOf(cluster.url, 'seeded');
  const database = openDatabase(url);
  await migrate(database, path.join(root, 'cloudfunctions/_database/migrations'));
  await database.close();
  const host = await startHost(url);
  await host.end();
  await onServer(url, (client) => client.query(pgbenchSchema));
  await seedBenchCity(url, city);
  await onServer(url, (client) => client.query(singleSeats));
  await openGuards(url);
  return { cluster, fresh: () => copyDatabase(cluster.url, 'seeded', measured) };
}

/** As the host opens it: eight connections, prepared statements. */
export function openDatabase(connectionString: string) {
  return openPostgres({ connectionString, poolSize: 8, prepareStatements: true });
}
