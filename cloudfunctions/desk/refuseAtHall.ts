import { worksAt } from '../../domain/desk/permissions';
import { hallFactsOf } from '../_queue/hallHours';
import { deny } from '../_runtime/answer';
import type { RoomGuard } from '../_runtime/serve';

/** Lets an operation of the desk run only at a hall of the caller's own. */
export const refuseAtHall: RoomGuard = async ({ database }, input, { caller, city }) => {
  const { hall } = input as { readonly hall: string };
  if (caller.kind !== 'staff' || !worksAt(caller.staff, hall)) return deny('NOT_ALLOWED');
  return (await hallFactsOf(database, city)).has(hall) ? null : deny('NOT_FOUND', { field: 'hall' });
};
