import { formatMinute, type MinuteOfDay, parseMinute } from '../calendar/hallTime';
import { isLocalDate, type LocalDate } from '../calendar/localDate';
import { type Lane, lanes } from '../lane';

/** What makes a slot this slot; the same in the table's key and in the id on the wire. */
export interface SlotKey {
  readonly hall: string;
  readonly lane: Lane;
  readonly date: LocalDate;
  readonly startMinute: MinuteOfDay;
}

/** `xihu.appointment.2026-12-01.0900` */
export function formatSlotId({ hall, lane, date, startMinute }: SlotKey): string {
  return `${hall}.${lane}.${date}.${formatMinute(startMinute).replace(':', '')}`;
}

/** The key in an id, or null when the text is not one. */
export function parseSlotId(text: string): SlotKey | null {
  const [hall = '', lane, date = '', time = ''] = text.split('.');
  const known = lanes.find((name) => name === lane);
  if (hall === '' || known === undefined || !isLocalDate(date) || !/^([01]\d|2[0-3])[0-5]\d$/.test(time))
    return null;
  return { hall, lane: known, date, startMinute: parseMinute(`${time.slice(0, 2)}:${time.slice(2)}`) };
}
