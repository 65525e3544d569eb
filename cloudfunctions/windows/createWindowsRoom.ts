import { windows } from '../../contract/windows';
import { type ServedRoom, serve } from '../_runtime/serve';
import { city } from './city';
import type { WindowsDependencies } from './dependencies';
import { nearest } from './nearest';
import { reportKiosk } from './reportKiosk';

/** Halls, lanes, services and kiosks: where one can go, and where best. */
export function createWindowsRoom(dependencies: WindowsDependencies): ServedRoom {
  return serve('windows', windows, { city, nearest, reportKiosk }, dependencies);
}
