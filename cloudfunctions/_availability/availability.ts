import type { Database } from '../_database/database';
import { type EarliestSeat, findEarliestSeats, type SeatQuestion } from '../_database/earliestSeats';
import { type DayRow, type SlotQuestion, type SlotRow, searchDays, searchSlots } from './queries/searchDays';

/** Where a search finds free seats: the tables, or what a host remembers of them. */
export interface Availability {
  searchDays(question: SlotQuestion): Promise<readonly DayRow[]>;
  searchSlots(question: SlotQuestion): Promise<readonly SlotRow[]>;
  findEarliest(question: SeatQuestion): Promise<readonly EarliestSeat[]>;
}

/** Reads the tables for every question, as a cloud function does. */
export function tableAvailability(database: Database): Availability {
  return {
    searchDays: (question) => searchDays(database, question),
    searchSlots: (question) => searchSlots(database, question),
    findEarliest: (question) => findEarliestSeats(database, question),
  };
}
