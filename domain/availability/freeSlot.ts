import type { LocalDate } from '../calendar/localDate';

/** A slot with seats for a party, as a person chooses among several. */
export interface FreeSlot {
  readonly hall: string;
  /** Its id; see `formatSlotId`. */
  readonly slot: string;
  readonly date: LocalDate;
  /** `HH:MM` in hall time. */
  readonly start: string;
  readonly end: string;
  /** Seats that are left. */
  readonly open: number;
}
