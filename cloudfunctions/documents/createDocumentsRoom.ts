import { documents } from '../../contract/documents';
import type { Dependencies } from '../_runtime/dependencies';
import { type ServedRoom, serve } from '../_runtime/serve';
import { listMine } from './listMine';

/** A person's documents, followed from acceptance to collection. */
export function createDocumentsRoom(dependencies: Dependencies): ServedRoom {
  return serve('documents', documents, { listMine }, dependencies);
}
