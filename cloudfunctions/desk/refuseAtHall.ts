import { type DeskOperation, mayActAt } from '../../domain/desk/permissions';
import { hallFactsOf } from '../_queue/hallHours';
import { deny } from '../_runtime/answer';
import type { RoomGuard } from '../_runtime/serve';

/** Lets an operation run only for staff whose role allows it at the hall that it names. */
export const refuseAtHall: RoomGuard = async ({ database }, operation, input, { caller, city }) => {
  const { hall } = input as { readonly hall: string };
  const may = caller.kind === 'staff' && mayActAt(caller.staff, operation as DeskOperation, hall);
  if (!may) return deny('NOT_ALLOWED');
  return (await hallFactsOf(database, city)).has(hall) ? null : deny('NOT_FOUND', { field: 'hall' });
};
