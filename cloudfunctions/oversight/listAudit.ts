import type { oversight } from '../../contract/oversight';
import { accept } from '../../domain/outcome';
import type { AuditFacts } from '../_database/audit';
import { sql } from '../_database/sql';
import { staffNamesOf } from '../_people/staffNames';
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

const STAFF = /^staff:([0-9a-f-]{36})$/;

/** One page of the audit, newest first: ids grow with time. */
export const listAudit: Handler<typeof oversight.listAudit> = async (
  { database, sealer },
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
  const shown = rows.slice(0, limit);
  const accounts = shown.flatMap(({ actor: by }) => STAFF.exec(by)?.[1] ?? []);
  const names = await staffNamesOf(database, sealer, city, [...new Set(accounts)]);
  return accept({
    entries: shown.map(({ at, ...row }) => {
      const actorName = names.get(STAFF.exec(row.actor)?.[1] ?? '');
      return { ...row, at: at.toISOString(), ...(actorName === undefined ? {} : { actorName }) };
    }),
    hasMore: rows.length > limit,
  });
};
