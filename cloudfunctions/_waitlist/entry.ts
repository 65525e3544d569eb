import type { SlotKey } from '../../domain/availability/slotId';
import type { Lane } from '../../domain/lane';
import type { Service } from '../../domain/service';
import type { WaitingEntry } from '../../domain/waitlist/matchSlot';
import type { WaitlistStatus } from '../../domain/waitlist/waitlistStatus';

/** A place on the waitlist with the seats that are held for it. */
export interface Entry extends WaitingEntry {
  readonly accountId: string;
  readonly status: WaitlistStatus;
  readonly offer: { readonly slot: SlotKey; readonly heldUntil: Date } | null;
}

/** The same as the table holds it. */
export interface EntryRow {
  readonly id: string;
  readonly account_id: string;
  readonly status: WaitlistStatus;
  readonly priority: number;
  readonly joined_at: Date;
  readonly lane: Lane;
  readonly halls: string[];
  readonly from_date: string;
  readonly to_date: string;
  readonly earliest_minute: number;
  readonly latest_minute: number;
  readonly services: Service[];
  readonly seats: number;
  readonly automatic: boolean;
  readonly declined: string[];
  readonly offered_hall: string | null;
  readonly offered_date: string | null;
  readonly offered_minute: number | null;
  readonly held_until: Date | null;
}

export function toEntry(row: EntryRow): Entry {
  return {
    id: row.id,
    accountId: row.account_id,
    status: row.status,
    priority: row.priority,
    joinedAt: row.joined_at,
    seats: row.seats,
    automatic: row.automatic,
    declined: row.declined,
    wish: {
      lane: row.lane,
      halls: row.halls,
      from: row.from_date,
      to: row.to_date,
      earliestMinute: row.earliest_minute,
      latestMinute: row.latest_minute,
      services: row.services,
    },
    offer: toOffer(row),
  };
}

function toOffer(row: EntryRow): Entry['offer'] {
  const { lane, offered_hall: hall, offered_date: date, offered_minute: startMinute, held_until } = row;
  if (hall === null || date === null || startMinute === null || held_until === null) return null;
  return { slot: { hall, lane, date, startMinute }, heldUntil: held_until };
}
