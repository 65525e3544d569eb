import type { FreeSlot } from '../../domain/availability/freeSlot';
import { formatSlotId, type SlotKey } from '../../domain/availability/slotId';
import type { Service } from '../../domain/service';
import { rulesOf } from '../_database/rules';
import { earliestOptions, type Sources, toFreeSlot } from './earliestOptions';

/** A wish that cannot be granted. */
export interface LostWish {
  readonly city: string;
  readonly slot: SlotKey;
  readonly services: readonly Service[];
  readonly partySize: number;
  readonly now: Date;
}

export type FreeInstead = (wish: LostWish) => Promise<readonly FreeSlot[]>;

/** Times that are offered instead of a lost one. */
const OFFERED = 4;
/** Of those at the same hall on the same day, when it has some. */
const OFFERED_NEARBY = 2;
/** An answer is given to others for no longer than this: a city that loses the same slots is told the same. Milliseconds. */
const BELIEVED_FOR = 400;
/** Wishes whose answers are kept at once; beyond them all are forgotten. */
const LARGEST = 2_000;

/**
 * What whoever loses a slot can have instead: the same hall and day first, the nearest in time, then the soonest
 * elsewhere. It comes with the refusal, so that nobody has to ask for it while a whole city does.
 */
export function offerInstead(sources: Sources, elapsed: () => number = () => performance.now()): FreeInstead {
  const kept = new Map<string, { readonly free: Promise<readonly FreeSlot[]>; readonly until: number }>();
  return (wish) => {
    const key = [wish.city, formatSlotId(wish.slot), wish.partySize, ...wish.services].join(' ');
    const known = kept.get(key);
    if (known !== undefined && known.until > elapsed()) return known.free;
    if (kept.size >= LARGEST) kept.clear();
    const free = lookFor(sources, wish);
    kept.set(key, { free, until: elapsed() + BELIEVED_FOR });
    free.catch(() => kept.delete(key));
    return free;
  };
}

async function lookFor(sources: Sources, wish: LostWish): Promise<readonly FreeSlot[]> {
  const { lane } = wish.slot;
  const [nearby, soonest] = await Promise.all([
    sameHallAndDay(sources, wish),
    earliestOptions(sources, { ...wish, lane, limit: OFFERED }),
  ]);
  const seen = new Set([formatSlotId(wish.slot), ...nearby.map(({ slot }) => slot)]);
  return [...nearby, ...soonest.options.filter(({ slot }) => !seen.has(slot))].slice(0, OFFERED);
}

async function sameHallAndDay(
  { database, availability }: Sources,
  { city, slot: { hall, lane, date, startMinute }, services, partySize, now }: LostWish,
): Promise<FreeSlot[]> {
  const [service] = services;
  if (service === undefined) return [];
  const { bookUntilMinutesBefore } = await rulesOf(database, city, hall);
  const bookableFrom = new Date(now.getTime() + bookUntilMinutesBefore * 60_000);
  const day = { city, halls: [hall], lane, service, from: date, to: date, partySize, now, bookableFrom };
  const rows = await availability.searchSlots(day);
  const away = (start: number) => Math.abs(start - startMinute);
  return rows
    .filter(({ start_minute, open }) => open >= partySize && start_minute !== startMinute)
    .sort((a, b) => away(a.start_minute) - away(b.start_minute))
    .slice(0, OFFERED_NEARBY)
    .map((row) => toFreeSlot(lane, row));
}
