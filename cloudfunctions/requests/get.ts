import type { requests } from '../../contract/requests';
import type { Handler } from '../_runtime/serve';
import { showOwn } from './showOwn';

export const get: Handler<typeof requests.get> = (dependencies, { request }, context) =>
  showOwn(dependencies, context, request);
