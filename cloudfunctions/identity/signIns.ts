import type { z } from 'zod';
import type { signedIn } from '../../contract/identity';
import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';
import type { PlatformIdentity, StaffScope } from '../_runtime/caller';
import type { Dependencies } from '../_runtime/dependencies';
import { newId } from '../_runtime/ids';
import { refreshTokenOf } from './refreshToken';

/** A citizen's phone stays signed in this long after its last use. Days. */
const CITIZEN_DAYS = 30;
/** Staff sign in anew every shift. Hours. */
const STAFF_HOURS = 12;
/** An exchanged refresh token is taken once more for this long, because its answer may have been lost. Seconds. */
export const LOST_ANSWER_SECONDS = 30;

export type SignedIn = z.input<typeof signedIn>;

export interface SignInRow {
  readonly id: string;
  readonly account_id: string;
  readonly channel: PlatformIdentity['channel'];
  /** How often its refresh token was exchanged. */
  readonly exchanges: number;
  readonly staff_role: StaffScope['role'] | null;
  readonly staff_hall: string | null;
  readonly staff_confirmed: boolean;
  readonly used_at: Date;
  readonly expires_at: Date;
}

export interface NewSignIn {
  readonly city: string;
  readonly accountId: string;
  readonly channel: PlatformIdentity['channel'];
  readonly device: string;
  readonly staff?: StaffScope | undefined;
  /** The device's own name, blind. */
  readonly deviceBlind?: string | undefined;
  readonly now: Date;
}

interface Renewal {
  readonly city: string;
  readonly row: SignInRow;
  readonly now: Date;
  /** Gives the pair of the last exchange again. */
  readonly again: boolean;
}

/** Opens a sign-in and gives its first pair of tokens. */
export async function openSignIn(
  { tokens, sealer }: Pick<Dependencies, 'tokens' | 'sealer'>,
  database: Queryable,
  { city, accountId, channel, device, deviceBlind, staff, now }: NewSignIn,
): Promise<SignedIn> {
  const id = newId();
  await database.rows(sql`
    insert into sign_in (city, id, account_id, kind, channel, device, staff_role, staff_hall,
      staff_confirmed, device_blind, created_at, used_at, expires_at)
    values (${city}, ${id}, ${accountId}, ${staff === undefined ? 'citizen' : 'staff'}, ${channel}, ${device},
      ${staff?.role ?? null}, ${staff?.hall ?? null}, ${staff?.confirmed ?? false}, ${deviceBlind ?? null},
      ${now}, ${now}, ${expiryOf(staff !== undefined, now)})`);
  return toSignedIn({ tokens, sealer }, city, { id, accountId, staff, exchange: 0 });
}

/** The pair of a sign-in after its next exchange, or once more the pair of the last one, whose answer was lost. */
export async function renewSignIn(
  { tokens, sealer }: Pick<Dependencies, 'tokens' | 'sealer'>,
  transaction: Queryable,
  { city, row, now, again }: Renewal,
): Promise<SignedIn> {
  const staff = staffOf(row);
  const { id, account_id: accountId, exchanges } = row;
  if (again) return toSignedIn({ tokens, sealer }, city, { id, accountId, staff, exchange: exchanges });
  // Staff sign in anew at the end of the shift; a citizen's phone stays signed in while it is used.
  const expiresAt = staff === undefined ? expiryOf(false, now) : row.expires_at;
  await transaction.rows(sql`
    update sign_in set exchanges = exchanges + 1, used_at = ${now}, expires_at = ${expiresAt}
    where city = ${city} and id = ${row.id}`);
  return toSignedIn({ tokens, sealer }, city, { id, accountId, staff, exchange: exchanges + 1 });
}

/** Locks a sign-in that has not ended. */
export async function lockSignIn(
  transaction: Queryable,
  city: string,
  id: string,
): Promise<SignInRow | undefined> {
  const [row] = await transaction.rows<SignInRow>(sql`
    select id, account_id, channel, exchanges, staff_role, staff_hall, staff_confirmed, used_at,
      expires_at
    from sign_in where city = ${city} and id = ${id} and ended_at is null for no key update`);
  return row;
}

function staffOf({ staff_role: role, staff_hall: hall, staff_confirmed }: SignInRow): StaffScope | undefined {
  if (role === null || hall === null) return undefined;
  return staff_confirmed ? { role, hall, confirmed: true } : { role, hall };
}

function expiryOf(staff: boolean, now: Date): Date {
  return new Date(now.getTime() + (staff ? STAFF_HOURS : CITIZEN_DAYS * 24) * 3_600_000);
}

async function toSignedIn(
  { tokens, sealer }: Pick<Dependencies, 'tokens' | 'sealer'>,
  city: string,
  sign: {
    readonly id: string;
    readonly accountId: string;
    readonly staff: StaffScope | undefined;
    readonly exchange: number;
  },
): Promise<SignedIn> {
  const { id, accountId, staff, exchange } = sign;
  const issued = await tokens.issue(accountId, city, staff, id);
  const roles = staff === undefined ? ['citizen'] : [`${staff.role}:${staff.hall}`];
  const refreshToken = refreshTokenOf(sealer, { signIn: id, exchange });
  return { ...issued, refreshToken, signIn: id, account: { id: accountId, roles } };
}
