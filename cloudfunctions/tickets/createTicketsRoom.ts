import { tickets } from '../../contract/tickets';
import type { Dependencies } from '../_runtime/dependencies';
import { type ServedRoom, serve } from '../_runtime/serve';
import { checkIn } from './checkIn';
import { display } from './display';
import { get } from './get';
import { halls } from './halls';
import { leave } from './leave';
import { listMine } from './listMine';
import { take } from './take';

/** The queue of a hall as its citizens see it. */
export function createTicketsRoom(dependencies: Dependencies): ServedRoom {
  return serve('tickets', tickets, { take, checkIn, get, listMine, leave, halls, display }, dependencies);
}
