import type { SlotKey } from '../../domain/availability/slotId';
import type { FreeInstead } from '../_availability/freeInstead';
import type { Dependencies } from '../_runtime/dependencies';
import type { SeatRequest } from './queries/seatParties';
import type { SeatOutcome } from './seatEach';

/** Sends a party to the booking statement: alone from a cloud function, gathered with others in a host. */
export type SeatPort = (city: string, now: Date, request: SeatRequest) => Promise<SeatOutcome>;

/** Whether the proof of a challenge (a slider, a puzzle of the platform) is good. A city that has none leaves it out. */
export type ChallengePort = (proof: string, accountId: string) => Promise<boolean>;

/**
 * Seats that are left on a slot when they are certainly too few for a party; undefined when the booking statement
 * has to decide. Never says that a party fits.
 */
export type SeatsShort = (city: string, slot: SlotKey, seats: number, now: Date) => number | undefined;

export interface ReservationDependencies extends Dependencies {
  readonly seat: SeatPort;
  /** What is offered to whoever loses a slot. */
  readonly freeInstead: FreeInstead;
  /** A host that remembers slots refuses what is certainly full at once. */
  readonly seatsShort?: SeatsShort;
  readonly challenge?: ChallengePort | undefined;
}
