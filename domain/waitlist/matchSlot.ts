import { formatSlotId, type SlotKey } from '../availability/slotId';
import type { MinuteOfDay } from '../calendar/hallTime';
import type { LocalDate } from '../calendar/localDate';
import type { Lane } from '../lane';
import type { Service } from '../service';

/** Who is served first; within each, whoever joined first. A smaller number comes first. */
export const waitlistPriorities = {
  /** Someone whose confirmed visit the hall itself cancelled. */
  displaced: 0,
  ordinary: 1,
} as const;

/** What someone waits for. Starts are minutes of the day in hall time, both included. */
export interface WaitlistWish {
  readonly lane: Lane;
  readonly halls: readonly string[];
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly earliestMinute: MinuteOfDay;
  readonly latestMinute: MinuteOfDay;
  readonly services: readonly Service[];
}

export interface WaitlistPlace {
  readonly id: string;
  readonly priority: number;
  readonly joinedAt: Date;
}

export interface WaitingEntry extends WaitlistPlace {
  readonly wish: WaitlistWish;
  /** People, who are seated together or not at all. */
  readonly seats: number;
  /** Whether the party wants to be booked without being asked. */
  readonly automatic: boolean;
  /** Ids of the slots that the party was offered and declined. */
  readonly declined: readonly string[];
}

/** A slot with seats to give. */
export interface FreedSlot {
  readonly key: SlotKey;
  readonly services: readonly Service[];
  /** Seats that nobody has. */
  readonly open: number;
  /** Until when an offer of it would be held; null when nobody may be asked any more. */
  readonly heldUntil: Date | null;
}

/** Seats that a party gets at once, or that are held for it until it has answered. */
export type Match<Entry extends WaitingEntry = WaitingEntry> =
  | { readonly kind: 'book'; readonly entry: Entry }
  | { readonly kind: 'offer'; readonly entry: Entry; readonly heldUntil: Date };

/** Orders the list: priority, then the time of joining; the id parts those who joined in the same millisecond. */
export function byPlace(a: WaitlistPlace, b: WaitlistPlace): number {
  const order = a.priority - b.priority || a.joinedAt.getTime() - b.joinedAt.getTime();
  if (order !== 0) return order;
  return a.id < b.id ? -1 : Number(a.id > b.id);
}

/**
 * Who gets the open seats of a slot: in the order of the list, everyone who still fits whole. A later party comes
 * before an earlier one only where the earlier one cannot have the seats: it is too large for them, or wants to be
 * asked when nobody may be asked any more.
 */
export function matchSlot<Entry extends WaitingEntry>(
  slot: FreedSlot,
  entries: readonly Entry[],
): Match<Entry>[] {
  let { open } = slot;
  const matches: Match<Entry>[] = [];
  for (const entry of [...entries].sort(byPlace)) {
    const match = entry.seats <= open ? matchOf(entry, slot) : null;
    if (match === null) continue;
    open -= entry.seats;
    matches.push(match);
  }
  return matches;
}

function matchOf<Entry extends WaitingEntry>(entry: Entry, slot: FreedSlot): Match<Entry> | null {
  if (!wants(entry.wish, slot) || entry.declined.includes(formatSlotId(slot.key))) return null;
  if (entry.automatic) return { kind: 'book', entry };
  return slot.heldUntil === null ? null : { kind: 'offer', entry, heldUntil: slot.heldUntil };
}

function wants(wish: WaitlistWish, { key, services }: Pick<FreedSlot, 'key' | 'services'>): boolean {
  return (
    wish.lane === key.lane &&
    wish.halls.includes(key.hall) &&
    wish.from <= key.date &&
    key.date <= wish.to &&
    wish.earliestMinute <= key.startMinute &&
    key.startMinute <= wish.latestMinute &&
    wish.services.every((service) => services.includes(service))
  );
}
