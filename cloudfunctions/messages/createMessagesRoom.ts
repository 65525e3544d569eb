import { messages } from '../../contract/messages';
import type { Dependencies } from '../_runtime/dependencies';
import { type ServedRoom, serve } from '../_runtime/serve';
import { allow } from './allow';
import { listMine } from './listMine';
import { listTemplates } from './listTemplates';

/** What the service tells a person, and what the person allowed it to tell. */
export function createMessagesRoom(dependencies: Dependencies): ServedRoom {
  return serve('messages', messages, { listTemplates, allow, listMine }, dependencies);
}
