import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';
import { newId } from '../_runtime/ids';

/** What a message is made of: ids, codes, days and times. Never personal data. */
export type NotificationFacts = Readonly<Record<string, string | number | boolean>>;

export interface Notification {
  readonly city: string;
  readonly accountId: string;
  /** What happened, for example `waitlist.offered`: it chooses the message. */
  readonly kind: string;
  /** Kind and id, for example `waitlist-entry:<id>`. */
  readonly subject: string;
  readonly facts: NotificationFacts;
  readonly now: Date;
}

/** Puts a message into the outbox, in the transaction that makes it true; it is due at once. */
export async function notify(transaction: Queryable, notification: Notification): Promise<void> {
  const { city, accountId, kind, subject, facts, now } = notification;
  await transaction.rows(sql`
    insert into notification (city, id, account_id, kind, subject, facts, created_at, next_attempt_at)
    values (${city}, ${newId()}, ${accountId}, ${kind}, ${subject}, ${JSON.stringify(facts)}::jsonb, ${now}, ${now})`);
}
