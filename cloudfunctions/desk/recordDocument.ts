import { type AuditFacts, audit } from '../_database/audit';
import type { Queryable } from '../_database/database';
import type { CallContext } from '../_runtime/serve';

/** Writes down what staff did with a document. */
export function recordDocument(
  transaction: Queryable,
  action: string,
  id: string,
  before: AuditFacts,
  after: AuditFacts,
  { city, now, accountId, requestId }: CallContext,
): Promise<void> {
  return audit(transaction, {
    city,
    at: now,
    actor: `staff:${accountId}`,
    action,
    subject: `document:${id}`,
    before,
    after,
    requestId,
  });
}
