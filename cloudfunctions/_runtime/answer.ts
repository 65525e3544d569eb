import type { ErrorCode } from '../../contract/errorCodes';
import type { Accepted, RefusalDetails } from '../../domain/outcome';

/** What an operation comes to. A refusal of the domain is one; so is a "no" of the service (`NOT_FOUND`). */
export type Answer<T> =
  | Accepted<T>
  | { readonly ok: false; readonly code: ErrorCode; readonly details?: RefusalDetails };

/** A "no" that the service says itself, rather than a rule of the domain. */
export function deny(code: ErrorCode, details?: RefusalDetails): Answer<never> {
  return details === undefined ? { ok: false, code } : { ok: false, code, details };
}
