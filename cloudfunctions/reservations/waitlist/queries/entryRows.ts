import type { Service } from '../../../../domain/service';
import type { Queryable } from '../../../_database/database';
import { sql } from '../../../_database/sql';
import type { EntryRow } from '../../../_waitlist/entry';

/** A place with all that its owner is shown. */
export interface OwnEntryRow extends EntryRow {
  /** 1 for the first; null once the wait is over. */
  readonly place: number | null;
  /** Of the hall that is offered. */
  readonly hall_name: { readonly zh: string; readonly en: string } | null;
  /** Of the slot that is offered. */
  readonly end_minute: number | null;
  readonly booked_otherwise: boolean;
  readonly members: readonly {
    readonly position: number;
    readonly service: Service;
    readonly sealed: string;
  }[];
}

interface Wanted {
  /** One of them, or all. */
  readonly id: string | null;
  /** Places that ended earlier are left out. */
  readonly endedAfter: Date;
}

/**
 * An account's places: offers first, then those who wait, then what ended lately; what they left themselves is gone.
 * Ahead of a place are all live ones that come before it in the list and want some of the same seats.
 */
export function listEntryRows(
  database: Queryable,
  city: string,
  accountId: string,
  { id, endedAfter }: Wanted,
): Promise<OwnEntryRow[]> {
  return database.rows<OwnEntryRow>(sql`
    select entry.id, entry.account_id, entry.status, entry.priority, entry.joined_at, entry.lane, entry.halls,
      entry.from_date, entry.to_date, entry.earliest_minute, entry.latest_minute, entry.services, entry.seats,
      entry.automatic, entry.declined, entry.offered_hall, entry.offered_date, entry.offered_minute,
      entry.held_until, hall.facts -> 'name' as hall_name, slot.end_minute,
      case when entry.status in ('waiting', 'offered') then (
        select 1 + count(*)::integer from waitlist_entry ahead
        where ahead.city = ${city} and ahead.status in ('waiting', 'offered')
          and (ahead.priority, ahead.joined_at, ahead.id) < (entry.priority, entry.joined_at, entry.id)
          and ahead.lane = entry.lane and ahead.halls && entry.halls
          and ahead.from_date <= entry.to_date and ahead.to_date >= entry.from_date
          and ahead.earliest_minute <= entry.latest_minute and ahead.latest_minute >= entry.earliest_minute
      ) end as place,
      entry.status in ('waiting', 'offered') and exists (
        select 1 from waitlist_member member join applicant on applicant.city = ${city}
          and applicant.document_blind = member.document_blind and applicant.service = member.service
          and applicant.live
        where member.city = ${city} and member.entry_id = entry.id) as booked_otherwise,
      (select json_agg(json_build_object('position', position, 'service', service, 'sealed', sealed)
          order by position, service)
        from waitlist_member where waitlist_member.city = ${city} and waitlist_member.entry_id = entry.id) as members
    from waitlist_entry entry
    left join hall on hall.city = ${city} and hall.hall = entry.offered_hall
    left join slot on slot.city = ${city} and slot.hall = entry.offered_hall and slot.lane = entry.lane
      and slot.date = entry.offered_date and slot.start_minute = entry.offered_minute
    where entry.city = ${city} and entry.account_id = ${accountId}
      and (entry.id = ${id}::uuid or (${id}::uuid is null
        and (entry.status in ('waiting', 'offered')
          or (entry.status <> 'left' and entry.updated_at > ${endedAfter}))))
    order by entry.status = 'offered' desc, entry.status = 'waiting' desc, entry.joined_at, entry.id`);
}
