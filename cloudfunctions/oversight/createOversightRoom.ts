import { oversight } from '../../contract/oversight';
import type { Dependencies } from '../_runtime/dependencies';
import { type ServedRoom, serve } from '../_runtime/serve';
import { decideAppeal } from './decideAppeal';
import { endStaff } from './endStaff';
import { inviteStaff } from './inviteStaff';
import { listAppeals } from './listAppeals';
import { listAudit } from './listAudit';
import { listDeadLetters } from './listDeadLetters';
import { listStaff } from './listStaff';
import { listSuspicious } from './listSuspicious';
import { retryDeadLetter } from './retryDeadLetter';

/** What supervisors of a city watch over. */
export function createOversightRoom(dependencies: Dependencies): ServedRoom {
  return serve(
    'oversight',
    oversight,
    {
      inviteStaff,
      listStaff,
      endStaff,
      listAudit,
      listDeadLetters,
      retryDeadLetter,
      listAppeals,
      decideAppeal,
      listSuspicious,
    },
    dependencies,
  );
}
