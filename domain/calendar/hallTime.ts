import type { LocalDate } from './localDate';

/** All of China keeps one time, without summer time: halls are at UTC+8. */
const HALL_OFFSET_MILLISECONDS = 8 * 3_600_000;

/** Minutes since midnight in hall time, 0 to 1440 (1440 is the end of the day). */
export type MinuteOfDay = number;

export interface HallTime {
  readonly date: LocalDate;
  readonly minute: MinuteOfDay;
}

export function toHallTime(instant: Date): HallTime {
  const shifted = new Date(instant.getTime() + HALL_OFFSET_MILLISECONDS);
  return {
    date: shifted.toISOString().slice(0, 10),
    minute: shifted.getUTCHours() * 60 + shifted.getUTCMinutes(),
  };
}

export function fromHallTime(date: LocalDate, minute: MinuteOfDay): Date {
  return new Date(Date.parse(`${date}T00:00:00Z`) - HALL_OFFSET_MILLISECONDS + minute * 60_000);
}

/** `540` → `09:00`; the end of the day is `24:00`. */
export function formatMinute(minute: MinuteOfDay): string {
  const hours = String(Math.floor(minute / 60)).padStart(2, '0');
  return `${hours}:${String(minute % 60).padStart(2, '0')}`;
}

/** `09:00` → `540`. The text is a checked `HH:MM`. */
export function parseMinute(time: string): MinuteOfDay {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
