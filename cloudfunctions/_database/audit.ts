import { newId } from '../_runtime/ids';
import type { Queryable } from './database';
import { sql } from './sql';

/** Facts of a change, without personal data. */
export type AuditFacts = Readonly<Record<string, string | number | boolean | null>>;

export interface AuditEntry {
  readonly city: string;
  readonly at: Date;
  /** `citizen:<account>`, `staff:<account>` or `system`. */
  readonly actor: string;
  /** Room and operation, for example `reservations.cancel`. */
  readonly action: string;
  /** Kind and id, for example `reservation:<id>`. */
  readonly subject: string;
  readonly before?: AuditFacts;
  readonly after?: AuditFacts;
  readonly requestId: string;
}

/** Writes down a change in the transaction that makes it. */
export async function audit(transaction: Queryable, entry: AuditEntry): Promise<void> {
  const { city, at, actor, action, subject, before, after, requestId } = entry;
  await transaction.rows(sql`
    insert into audit_entry (city, id, at, actor, action, subject, before, after, request_id)
    values (${city}, ${newId()}, ${at}, ${actor}, ${action}, ${subject},
      ${before === undefined ? null : JSON.stringify(before)}::jsonb,
      ${after === undefined ? null : JSON.stringify(after)}::jsonb, ${requestId})`);
}
