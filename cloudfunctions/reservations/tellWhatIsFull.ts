import type { SlotKey } from '../../domain/availability/slotId';
import type { SeatPort } from './dependencies';

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
