import { randomBytes } from 'node:crypto';
import type { Database } from '../../cloudfunctions/_database/database';
import { forgetEndedSignIns } from '../../cloudfunctions/_database/endedSignIns';
import { sql } from '../../cloudfunctions/_database/sql';
import { demoLogin, type LoginPort } from '../../cloudfunctions/identity/loginPort';
import type { Operation, WriteOperation } from '../../contract/operation';
import type { InputOf, Rooms } from '../../contract/rooms';
import { memoryStorage } from '../support/memoryStorage';
import { emptyHalls } from '../support/queue';
import { type Asking, type Citizen, city, openService, type Service } from '../support/service';
import { withoutFairness } from '../support/withoutFairness';

export const NOW = '2026-11-23T09:00:00+08:00';

/** Names of the contract's writes, by room. */
export type WriteOf<R extends keyof Rooms> = {
  [Name in keyof Rooms[R] & string]: Rooms[R][Name] extends WriteOperation ? Name : never;
}[keyof Rooms[R] & string];

/** One call that the service would grant. */
export interface Ready<O extends Operation = Operation> {
  readonly by: Asking;
  readonly input: InputOf<O>;
  /** Another input of the same caller; left out where there is only one. */
  readonly other?: InputOf<O>;
  /** Makes the rules refuse the very same call from now on; left out, the caller's sign-ins end. */
  readonly spoil?: () => Promise<unknown>;
  /** What the same call hears then under a new key. */
  readonly refused?: string;
}

/** How every write is made ready: a write of the contract without a case does not compile. */
export type Cases = {
  readonly [R in keyof Rooms]: {
    readonly [Name in WriteOf<R>]: (world: World) => Promise<Ready<Extract<Rooms[R][Name], Operation>>>;
  };
};

/** Two instances of the service over one database, on one clock, with the same keys. */
export interface World {
  readonly database: Database;
  readonly here: Service;
  readonly there: Service;
  citizen(): Promise<Citizen>;
  staff(post: string): Promise<Citizen>;
  setNow(instant: string): void;
  /** Ends every sign-in, so that whoever comes with an old token is a stranger. */
  endSignIns(): Promise<void>;
  /** Every visit, ticket and window gone. */
  empty(): Promise<void>;
  /** Rows of what only ever grows when something is done. */
  countDeeds(): Promise<number>;
}

/** A login code that works once, as those of the platforms do. */
function onceOnly(): LoginPort {
  const used = new Set<string>();
  return async (channel, code) => {
    if (!code.startsWith('once:')) return demoLogin(channel, code);
    if (used.has(code)) return null;
    used.add(code);
    return { channel, subject: code };
  };
}

export async function openWorld(database: Database): Promise<World> {
  await withoutFairness(database);
  // Whoever tries often is told to wait by tests of their own.
  await database.rows(sql`
    update booking_rule set value = 1000000
    where name in ('codeTriesPerTenMinutes', 'signInsPerTenMinutesPerAddress', 'kioskReportsPerDayPerAccount')`);
  const options = {
    keys: { sealing: [{ id: 's1', key: randomBytes(32) }], blind: randomBytes(32) },
    tokenKeys: [{ id: 't1', key: randomBytes(32) }],
    files: memoryStorage(),
    login: onceOnly(),
  };
  const here = await openService(database, NOW, options);
  const there = await openService(database, NOW, options);
  let serial = 0;
  return {
    database,
    here,
    there,
    citizen() {
      serial += 1;
      return here.citizen(`writes-${serial}`);
    },
    staff: (post) => here.staff(post),
    setNow(instant) {
      here.setNow(instant);
      there.setNow(instant);
    },
    async endSignIns() {
      await database.rows(sql`
        update sign_in set ended_at = ${new Date(NOW)}, ended_because = 'ended-by-owner'
        where city = ${city} and ended_at is null`);
      forgetEndedSignIns(here.dependencies);
    },
    empty: () => emptyHalls(database),
    async countDeeds() {
      const [row] = await database.rows<{ deeds: number }>(sql`
        select ((select count(*) from audit_entry) + (select count(*) from notification)
          + (select count(*) from sign_in) + (select count(*) from one_time_code)
          + (select sum(remaining) from message_grant))::integer as deeds`);
      return row?.deeds ?? 0;
    },
  };
}
