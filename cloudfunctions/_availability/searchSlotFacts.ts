import type { EarliestSeat, SeatQuestion } from '../_database/earliestSeats';
import type { SlotFacts } from './queries/readSlots';
import type { DayRow, SlotQuestion, SlotRow } from './queries/searchDays';

/** Slots of each hall, in the order of their key. */
export type SlotsByHall = ReadonlyMap<string, readonly SlotFacts[]>;

/** `searchDays` over slots in memory: a test holds the two together. */
export function daysAmong(slots: SlotsByHall, question: SlotQuestion): DayRow[] {
  const { partySize, now, bookableFrom } = question;
  const days = new Map<string, { -readonly [Key in keyof DayRow]: DayRow[Key] }>();
  for (const slot of wanted(slots, question)) {
    const { hall, date, released_at, starts_at, capacity, open } = slot;
    const key = `${hall} ${date}`;
    const day = days.get(key) ?? { hall, date, open: 0, capacity: 0, opens_at: null };
    days.set(key, day);
    if (released_at > now && (day.opens_at === null || released_at < day.opens_at))
      day.opens_at = released_at;
    if (starts_at < bookableFrom) continue;
    day.capacity += capacity;
    if (released_at <= now && open >= partySize) day.open += open;
  }
  return [...days.values()];
}

/** `searchSlots` over slots in memory. */
export function slotsAmong(slots: SlotsByHall, question: SlotQuestion): SlotRow[] {
  const { now, bookableFrom } = question;
  return wanted(slots, question)
    .filter(({ starts_at }) => starts_at >= bookableFrom)
    .map(({ hall, date, start_minute, end_minute, released_at, open }) => ({
      hall,
      date,
      start_minute,
      end_minute,
      released_at,
      open: released_at <= now ? Math.max(0, open) : 0,
    }));
}

/** `findEarliestSeats` over slots in memory. */
export function earliestAmong(slots: SlotsByHall, question: SeatQuestion): EarliestSeat[] {
  return question.halls.flatMap(({ hall, startsFrom }) => {
    const first = slots.get(hall)?.find((slot) => suits(slot, question, startsFrom));
    if (first === undefined) return [];
    const { date, start_minute, end_minute, open } = first;
    return [{ hall, date, start_minute, end_minute, open }];
  });
}

function wanted(slots: SlotsByHall, { halls, lane, from, to, service }: SlotQuestion): SlotFacts[] {
  return [...halls]
    .sort()
    .flatMap((hall) => slots.get(hall) ?? [])
    .filter(
      (slot) => slot.lane === lane && slot.date >= from && slot.date <= to && slot.services.includes(service),
    );
}

function suits(slot: SlotFacts, question: SeatQuestion, startsFrom: Date): boolean {
  const { lane, from, to, services, partySize, now } = question;
  return (
    slot.lane === lane &&
    slot.open >= partySize &&
    slot.date >= from &&
    slot.date <= to &&
    slot.starts_at >= startsFrom &&
    slot.released_at <= now &&
    isAtTheirHours(slot, question) &&
    services.every((service) => slot.services.includes(service))
  );
}

function isAtTheirHours(
  { start_minute, date }: SlotFacts,
  { earliestMinute, latestMinute, weekdays }: SeatQuestion,
): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
  return start_minute >= earliestMinute && start_minute <= latestMinute && weekdays.includes(weekday);
}
