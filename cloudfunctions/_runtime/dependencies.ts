import type { Database } from '../_database/database';
import type { FileStorage } from '../_evidence/fileStorage';
import type { Platforms } from '../_platforms/openPlatforms';
import type { Clock } from './clock';
import type { Limiter } from './limiter';
import type { Log } from './log';
import type { Sealer } from './sealing';
import type { Tokens } from './tokens';

/** What every room stands on. Handed in, so that tests choose the clock and the database. */
export interface Dependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly sealer: Sealer;
  readonly tokens: Tokens;
  readonly log: Log;
  readonly limiter: Limiter;
  /** The vendors through which messages go out; none are sent where there are none. */
  readonly platforms?: Platforms | undefined;
  /** Where sealed files are kept. */
  readonly files: FileStorage;
  /** Demonstration sign-in (`demo:<name>`); never in production. */
  readonly demo: boolean;
}
