export interface Cluster {
  readonly folder: string;
  readonly data: string;
  readonly port: number;
  readonly binaries: string;
  readonly url: string;
  /** Of the server's first process, while it runs. */
  readonly processId: number | undefined;
  /** Runs one of PostgreSQL's programs to its end, as the server's user, and gives what it printed. */
  execute(program: string, args: readonly string[]): string;
  start(settings?: Readonly<Record<string, string | number>>): Promise<void>;
  end(signal?: NodeJS.Signals): Promise<void>;
  remove(): Promise<void>;
}

export interface ClusterOptions {
  readonly place?: string;
  readonly settings?: Readonly<Record<string, string | number>>;
  readonly copyOf?: string;
  readonly checksums?: boolean;
}

export function createCluster(options?: ClusterOptions): Promise<Cluster>;
export function startTestPostgres(): Promise<{ url: string; stop(): Promise<void> }>;
export function findBinaries(): string;
export function freePort(): Promise<number>;
