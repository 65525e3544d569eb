import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';
import { newReservationCode } from '../_runtime/ids';
import type { Sealer } from '../_runtime/sealing';

export type CodePurpose = 'link' | 'staff' | 'company';

interface NewCode {
  readonly city: string;
  readonly purpose: CodePurpose;
  /** What the code stands for: an account, or a staff member. */
  readonly subject: string;
  readonly lifetimeSeconds: number;
  readonly now: Date;
}

/** A code that works once, to read out or type over. Older codes for the same thing stop working. */
export async function issueCode(
  transaction: Queryable,
  sealer: Sealer,
  { city, purpose, subject, lifetimeSeconds, now }: NewCode,
): Promise<string> {
  const code = newReservationCode();
  await transaction.rows(sql`
    delete from one_time_code where city = ${city} and purpose = ${purpose} and subject = ${subject}`);
  await transaction.rows(sql`
    insert into one_time_code (city, digest, purpose, subject, expires_at)
    values (${city}, ${digestOf(sealer, purpose, code)}, ${purpose}, ${subject},
      ${new Date(now.getTime() + lifetimeSeconds * 1000)})`);
  return code;
}

/** What a code stands for, which it does not do again; null when it is wrong, used or too old. */
export async function redeemCode(
  transaction: Queryable,
  sealer: Sealer,
  { city, purpose, code, now }: { city: string; purpose: CodePurpose; code: string; now: Date },
): Promise<string | null> {
  const [row] = await transaction.rows<{ subject: string }>(sql`
    update one_time_code set used_at = ${now}
    where city = ${city} and digest = ${digestOf(sealer, purpose, code)} and used_at is null and expires_at > ${now}
    returning subject`);
  return row?.subject ?? null;
}

function digestOf(sealer: Sealer, purpose: CodePurpose, code: string): string {
  return sealer.blind(`code:${purpose}:${code}`);
}
