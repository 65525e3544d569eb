import { standing } from '../../contract/standing';
import type { Dependencies } from '../_runtime/dependencies';
import { type ServedRoom, serve } from '../_runtime/serve';
import { appeal } from './appeal';
import { getMine } from './getMine';

/** How a person stands after missed visits, and the way to say why. */
export function createStandingRoom(dependencies: Dependencies): ServedRoom {
  return serve('standing', standing, { getMine, appeal }, dependencies);
}
