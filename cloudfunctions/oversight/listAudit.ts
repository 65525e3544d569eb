import type { oversight } from '../../contract/oversight';
import { accept } from '../../domain/outcome';
import type { AuditFacts } from '../_database/audit';
import { sql } from '../_database/sql';
import type { Handler } from '../_runtime/serve';

interface Row {
  readonly id: string;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly before: AuditFacts | null;
  readonly after: AuditFacts | null;
  readonly chained: boolean;
}

/** One page of the audit, newest first: ids grow with time. */
export const listAudit: Handler<typeof oversight.listAudit> = async (
  { database },
  { before, actor, subject, limit },
  { city },
) => {
  const rows = await database.rows<Row>(sql`
    select id, at, actor, action, subject, before, after,
      exists (select 1 from audit_link link where link.city = ${city} and link.entry_id = audit_entry.id) as chained
    from audit_entry
    where city = ${city} and (${before ?? null}::uuid is null or id < ${before ?? null}::uuid)
      and (${actor ?? null}::text is null or actor = ${actor ?? null}::text)
      and (${subject ?? null}::text is null or subject = ${subject ?? null}::text)
    order by id desc limit ${limit + 1}`);
  return accept({
    entries: rows.slice(0, limit).map(({ at, ...row }) => ({ ...row, at: at.toISOString() })),
    hasMore: rows.length > limit,
  });
};
