import type { tickets } from '../../contract/tickets';
import { accept } from '../../domain/outcome';
import { deny } from '../_runtime/answer';
import type { Handler } from '../_runtime/serve';
import { showTicket } from './showTicket';

/** One ticket; somebody else's is as unknown as one that never was. */
export const get: Handler<typeof tickets.get> = async (dependencies, { ticket: id }, context) => {
  const ticket = await showTicket(dependencies, context, id);
  return ticket === null ? deny('NOT_FOUND') : accept({ ticket });
};
