import { windows } from '../../contract/windows';
import type { Dependencies } from '../_runtime/dependencies';
import { type ServedRoom, serve } from '../_runtime/serve';
import { city } from './city';

/** Halls, lanes and services: where one can go. */
export function createWindowsRoom(dependencies: Dependencies): ServedRoom {
  return serve('windows', windows, { city }, dependencies);
}
