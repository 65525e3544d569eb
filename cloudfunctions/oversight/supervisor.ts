import { type Answer, deny } from '../_runtime/answer';
import type { Caller } from '../_runtime/caller';

/** Null for a supervisor of the city; anyone else is refused. */
export function refuseOthers(caller: Caller): Answer<never> | null {
  return caller.kind === 'staff' && caller.staff.role === 'supervisor' ? null : deny('NOT_ALLOWED');
}
