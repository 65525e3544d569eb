import { slots } from '../../contract/slots';
import { type Availability, tableAvailability } from '../_availability/availability';
import type { Dependencies } from '../_runtime/dependencies';
import { type ServedRoom, serve } from '../_runtime/serve';
import { earliest } from './earliest';
import { listAnnounced } from './listAnnounced';
import { promise } from './promise';
import { search } from './search';

/** Free seats: how full, how soon, and by when the document is ready. */
export function createSlotsRoom(
  dependencies: Dependencies,
  availability: Availability = tableAvailability(dependencies.database),
): ServedRoom {
  return serve(
    'slots',
    slots,
    { search, earliest, listAnnounced, promise },
    { ...dependencies, availability },
  );
}
