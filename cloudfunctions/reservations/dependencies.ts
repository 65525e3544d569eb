import type { Dependencies } from '../_runtime/dependencies';
import type { SeatRequest } from './queries/seatParties';
import type { SeatOutcome } from './seatEach';

/** Sends a party to the booking statement: alone from a cloud function, gathered with others in a host. */
export type SeatPort = (city: string, now: Date, request: SeatRequest) => Promise<SeatOutcome>;

/** Whether the proof of a challenge (a slider, a puzzle of the platform) is good. A city that has none leaves it out. */
export type ChallengePort = (proof: string, accountId: string) => Promise<boolean>;

export interface ReservationDependencies extends Dependencies {
  readonly seat: SeatPort;
  readonly challenge?: ChallengePort | undefined;
}
