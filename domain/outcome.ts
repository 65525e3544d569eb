import type { FreeSlot } from './availability/freeSlot';
import type { Refusal } from './refusals';

/** What a decision comes to: a value, or a "no" with its code. A "no" is never thrown. */
export type Outcome<T> = Accepted<T> | Refused;

export interface Accepted<T> {
  readonly ok: true;
  readonly value: T;
}

export interface Refused {
  readonly ok: false;
  readonly code: Refusal;
  /** Facts that help the person act on the "no"; never personal data. */
  readonly details?: RefusalDetails;
}

export type RefusalDetails = Readonly<Record<string, string | number | boolean | readonly FreeSlot[]>>;

export function accept<T>(value: T): Accepted<T> {
  return { ok: true, value };
}

export function refuse(code: Refusal, details?: RefusalDetails): Refused {
  return details === undefined ? { ok: false, code } : { ok: false, code, details };
}
