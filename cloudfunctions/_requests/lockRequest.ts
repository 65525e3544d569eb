import type { LocalDate } from '../../domain/calendar/localDate';
import type { RequestFacts } from '../../domain/requests/decideRequest';
import type { RequestKind } from '../../domain/requests/requestKind';
import type { RequestStatus } from '../../domain/requests/requestStatus';
import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';

/** A request, locked until the transaction ends. */
export interface LockedRequest {
  readonly id: string;
  readonly account_id: string;
  readonly hall: string;
  readonly kind: RequestKind;
  readonly status: RequestStatus;
  readonly decided_at: Date | null;
  readonly expires_at: Date | null;
  readonly appealed_at: Date | null;
  readonly letter_until: LocalDate | null;
  readonly reservation_id: string | null;
}

export async function lockRequest(
  transaction: Queryable,
  city: string,
  id: string,
): Promise<LockedRequest | undefined> {
  const [row] = await transaction.rows<LockedRequest>(sql`
    select id, account_id, hall, kind, status, decided_at, expires_at, appealed_at, letter_until, reservation_id
    from request where city = ${city} and id = ${id} for no key update`);
  return row;
}

/** The request as the rules look at it. */
export function toFacts(row: LockedRequest, now: Date): RequestFacts {
  return {
    kind: row.kind,
    status: row.status,
    now,
    decidedAt: row.decided_at,
    expiresAt: row.expires_at,
    appealedAt: row.appealed_at,
  };
}
