import type { Dependencies } from '../_runtime/dependencies';
import type { SeatRequest } from './queries/seatParties';
import type { SeatOutcome } from './seatEach';

/** Sends a party to the booking statement: alone from a cloud function, gathered with others in a host. */
export type SeatPort = (city: string, now: Date, request: SeatRequest) => Promise<SeatOutcome>;

export interface ReservationDependencies extends Dependencies {
  readonly seat: SeatPort;
}
