import type { ErrorCode } from '../../contract/errorCodes';
import type { Accepted, RefusalDetails } from '../../domain/outcome';

/** What an operation comes to. A refusal of the domain is one; so is a "no" of the service (`NOT_FOUND`). */
export type Answer<T> =
  | Accepted<T>
  | {
      readonly ok: false;
      readonly code: ErrorCode;
      readonly details?: RefusalDetails;
      /** What was done in the transaction stays, although the caller hears "no". */
      readonly lasting?: true;
    };

export type Refused = Extract<Answer<never>, { ok: false }>;

/** A "no" that the service says itself, rather than a rule of the domain. */
export function deny(code: ErrorCode, details?: RefusalDetails): Refused {
  return details === undefined ? { ok: false, code } : { ok: false, code, details };
}

/** A "no" whose change is kept: a sign-in that a stolen token has ended, a place whose party is booked otherwise. */
export function lasting(refusal: Refused): Answer<never> {
  return { ...refusal, lasting: true };
}
