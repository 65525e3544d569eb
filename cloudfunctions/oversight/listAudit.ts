import type { oversight } from '../../contract/oversight';
import { fromHallTime } from '../../domain/calendar/hallTime';
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
const DAY_END = 24 * 60;

/**
 * One page of the audit, newest first: ids grow with time. An entry belongs to a hall by its subject, whose hall stands
 * in its name or its row, or by the post of the member of staff who acted.
 */
export const listAudit: Handler<typeof oversight.listAudit> = async (
  { database, sealer },
  input,
  { city },
) => {
  const { before = null, actor = null, subject = null, action = null, hall = null, limit } = input;
  const from = input.from === undefined ? null : fromHallTime(input.from, 0);
  const until = input.to === undefined ? null : fromHallTime(input.to, DAY_END);
  const rows = await database.rows<Row>(sql`
    select id, at, actor, action, subject, before, after,
      exists (select 1 from audit_link link where link.city = ${city} and link.entry_id = audit_entry.id) as chained
    from audit_entry
    cross join lateral (select split_part(subject, ':', 1) as kind, split_part(subject, ':', 2) as name) about
    cross join lateral (select case when name ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
      then name::uuid end as named) row
    where city = ${city} and (${before}::uuid is null or id < ${before}::uuid)
      and (${actor}::text is null or actor = ${actor}::text)
      and (${subject}::text is null or subject = ${subject}::text)
      and (${action}::text is null or action = ${action}::text)
      and (${from}::timestamptz is null or at >= ${from}::timestamptz)
      and (${until}::timestamptz is null or at < ${until}::timestamptz)
      and (${hall}::text is null or case kind
        when 'hall' then split_part(name, '/', 1) = ${hall}
        when 'session' then split_part(name, '/', 1) = ${hall}
        when 'window' then split_part(name, '/', 1) = ${hall}
        when 'slot' then split_part(name, '.', 1) = ${hall}
        when 'kiosk' then exists (select 1 from kiosk where kiosk.city = ${city} and kiosk.kiosk = name
          and kiosk.hall = ${hall})
        when 'reservation' then exists (select 1 from reservation where reservation.city = ${city}
          and reservation.id = named and reservation.hall = ${hall})
        when 'ticket' then exists (select 1 from ticket where ticket.city = ${city} and ticket.id = named
          and ticket.hall = ${hall})
        when 'document' then exists (select 1 from document where document.city = ${city}
          and document.id = named and document.hall = ${hall})
        when 'request' then exists (select 1 from request where request.city = ${city} and request.id = named
          and request.hall = ${hall})
        when 'waitlist-entry' then exists (select 1 from waitlist_entry where waitlist_entry.city = ${city}
          and waitlist_entry.id = named and ${hall} = any(waitlist_entry.halls))
        when 'staff' then exists (select 1 from staff_member where staff_member.city = ${city}
          and staff_member.id = named and staff_member.hall = ${hall})
        else false end
        or exists (select 1 from staff_member where staff_member.city = ${city} and staff_member.hall = ${hall}
          and 'staff:' || staff_member.account_id::text = actor))
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
