import { accept, refuse } from '../../domain/outcome';
import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';
import type { Answer } from '../_runtime/answer';
import type { CallContext } from '../_runtime/serve';

/** Gives whole files of this account to a request: all of them or none, and each to one request only. */
export async function attachEvidence(
  transaction: Queryable,
  request: string,
  evidence: readonly string[],
  /** Most files that the request may have then. */
  filesMax: number,
  { city, accountId }: CallContext,
): Promise<Answer<null>> {
  const ids = [...new Set(evidence)];
  if (ids.length === 0) return accept(null);
  const attached = await transaction.rows(sql`
    update evidence set request_id = ${request}
    where city = ${city} and id = any(${ids}::uuid[]) and account_id = ${accountId} and status = 'stored'
      and request_id is null
    returning id`);
  if (attached.length < ids.length) return refuse('EVIDENCE_UNFINISHED');
  const [row] = await transaction.rows<{ files: number }>(sql`
    select count(*)::integer as files from evidence where city = ${city} and request_id = ${request}`);
  return (row?.files ?? 0) > filesMax ? refuse('EVIDENCE_TOO_MANY', { max: filesMax }) : accept(null);
}
