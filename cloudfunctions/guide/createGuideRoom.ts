import { guide } from '../../contract/guide';
import type { Dependencies } from '../_runtime/dependencies';
import { type ServedRoom, serve } from '../_runtime/serve';
import { answer } from './answer';
import { listDestinations } from './listDestinations';
import { questions } from './questions';

/** "What do I need?": from a few answers to the shortest way. */
export function createGuideRoom(dependencies: Dependencies): ServedRoom {
  return serve('guide', guide, { questions, answer, listDestinations }, dependencies);
}
