import type { SlotKey } from '../../domain/availability/slotId';
import type { FullAtOnce, SeatPort } from './dependencies';
import type { BookingKey } from './queries/isKeyUsed';

/** What a host knows without asking the booking statement. */
export interface KnownOfSlots {
  seatsShort(city: string, slot: SlotKey, seats: number, now: Date): number | undefined;
  isUsed(key: BookingKey): Promise<boolean>;
}

/** Refuses from memory, except whoever has booked with this very key before: they are told their first answer. */
export function fullFromMemory({ seatsShort, isUsed }: KnownOfSlots): FullAtOnce {
  return async (slot, seats, { city, now, accountId, idempotencyKey }) => {
    const open = seatsShort(city, slot, seats, now);
    if (open === undefined) return undefined;
    return (await isUsed({ city, accountId, idempotencyKey })) ? undefined : open;
  };
}

/** Books through `seat`, and passes on what its refusals say of a slot, so that the next is refused from memory. */
export function tellingWhatIsFull(
  seat: SeatPort,
  learn: (city: string, slot: SlotKey, open: number) => void,
): SeatPort {
  return async (city, now, request) => {
    const outcome = await seat(city, now, request);
    if (outcome.kind === 'refused' && typeof outcome.details?.open === 'number') {
      learn(city, request.slot, outcome.details.open);
    }
    return outcome;
  };
}
