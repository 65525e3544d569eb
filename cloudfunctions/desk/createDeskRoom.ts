import { desk } from '../../contract/desk';
import type { Dependencies } from '../_runtime/dependencies';
import { type ServedRoom, serve } from '../_runtime/serve';
import { advanceDocuments } from './advanceDocuments';
import { callNext } from './callNext';
import { capacity } from './capacity';
import { checkIn } from './checkIn';
import { closeEarly, reopen } from './closeEarly';
import { correctAcceptance } from './correctAcceptance';
import { correctDocument } from './correctDocument';
import { find } from './find';
import { freeDocument } from './freeDocument';
import { issueTicket } from './issueTicket';
import { listKiosks, setKiosk } from './kiosks';
import { listDocuments } from './listDocuments';
import { numbers } from './numbers';
import { openSession } from './openSession';
import { refuseAtHall } from './refuseAtHall';
import { getRequest, listRequests, openEvidence } from './requests';
import { review } from './review';
import { setCapacity } from './setCapacity';
import { complete, noShow, recall, start, transfer, undo } from './steps';
import { today } from './today';
import { closeWindow, openWindow, takeWindow, windows } from './windows';

/** A hall as its staff run it. */
export function createDeskRoom(dependencies: Dependencies): ServedRoom {
  const handlers = {
    today,
    find,
    checkIn,
    issueTicket,
    freeDocument,
    windows,
    openWindow,
    takeWindow,
    closeWindow,
    callNext,
    recall,
    start,
    complete,
    correctAcceptance,
    noShow,
    transfer,
    undo,
    listDocuments,
    advanceDocuments,
    correctDocument,
    capacity,
    setCapacity,
    openSession,
    closeEarly,
    reopen,
    listRequests,
    getRequest,
    openEvidence,
    review,
    listKiosks,
    setKiosk,
    numbers,
  };
  return serve('desk', desk, handlers, dependencies, refuseAtHall);
}
