import type { reservations } from '../../contract/reservations';
import { accept } from '../../domain/outcome';
import { deny } from '../_runtime/answer';
import type { Handler } from '../_runtime/serve';
import type { ReservationDependencies } from './dependencies';
import { showReservation } from './showReservation';

/** One reservation; somebody else's is as unknown as one that never was. */
export const get: Handler<typeof reservations.get, ReservationDependencies> = async (
  dependencies,
  { reservation: id },
  context,
) => {
  const reservation = await showReservation(dependencies, context, id);
  return reservation === null ? deny('NOT_FOUND') : accept({ reservation });
};
