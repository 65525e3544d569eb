import type { Answer } from '../_runtime/answer';
import { deny } from '../_runtime/answer';
import type { Queryable } from './database';
import { sql } from './sql';

/** A write that must happen once however often it is sent. */
export interface OnceOnly {
  readonly city: string;
  readonly accountId: string;
  readonly idempotencyKey: string;
  readonly operation: string;
  /** A blind digest of the input: the same key with another input is refused. */
  readonly inputDigest: string;
  readonly now: Date;
}

/**
 * Runs `work` unless this key was used before; then gives the id that the first run came to. `work` runs in the
 * same transaction as the memory of it, and a second caller with the same key waits for the first to end.
 */
export async function once(
  transaction: Queryable,
  { city, accountId, idempotencyKey, operation, inputDigest, now }: OnceOnly,
  work: () => Promise<Answer<string>>,
): Promise<Answer<string>> {
  const inserted = await transaction.rows(sql`
    insert into remembered_write (city, account_id, idempotency_key, operation, input_digest, subject, created_at)
    values (${city}, ${accountId}, ${idempotencyKey}, ${operation}, ${inputDigest}, '', ${now})
    on conflict do nothing returning operation`);
  if (inserted.length === 0) {
    const [first] = await transaction.rows<{ operation: string; input_digest: string; subject: string }>(sql`
      select operation, input_digest, subject from remembered_write
      where city = ${city} and account_id = ${accountId} and idempotency_key = ${idempotencyKey}`);
    const same = first?.operation === operation && first.input_digest === inputDigest;
    return first !== undefined && same ? { ok: true, value: first.subject } : deny('IDEMPOTENCY_KEY_REUSED');
  }

  const answer = await work();
  if (answer.ok) {
    await transaction.rows(sql`
      update remembered_write set subject = ${answer.value}
      where city = ${city} and account_id = ${accountId} and idempotency_key = ${idempotencyKey}`);
  }
  return answer;
}
