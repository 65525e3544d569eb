import type { Refusal } from '../../domain/refusals';
import { sqlState } from './database';

/** Constraints that keep a promise to citizens, and the "no" that each one speaks. */
export const refusalByConstraint: Readonly<Record<string, Refusal>> = {
  one_live_reservation_per_person_and_service: 'ALREADY_BOOKED',
  seats_never_overbooked: 'SLOT_FULL',
  one_live_ticket_per_person_and_service: 'ALREADY_HAS_TICKET',
  one_live_ticket_per_reservation: 'ALREADY_HAS_TICKET',
  one_ticket_per_window: 'WINDOW_BUSY',
  one_place_on_the_waitlist_per_person_and_service: 'ALREADY_WAITING',
};

const VIOLATIONS = new Set(['23505', '23514']);

/** The constraint that a statement ran into, or undefined for any other error. */
export function violatedConstraint(error: unknown): string | undefined {
  if (!VIOLATIONS.has(sqlState(error) ?? '') || !(error instanceof Error)) return undefined;
  return 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : undefined;
}
