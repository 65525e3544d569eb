import type { waitlist } from '../../../contract/waitlist';
import { accept } from '../../../domain/outcome';
import type { Handler } from '../../_runtime/serve';
import type { ReservationDependencies } from '../dependencies';
import { showEntries } from './showEntry';

/** What an account waits for, is offered, and how its waiting ended lately. */
export const myWaitlist: Handler<typeof waitlist.myWaitlist, ReservationDependencies> = async (
  dependencies,
  _input,
  context,
) => accept({ entries: await showEntries(dependencies, context) });
