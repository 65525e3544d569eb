import { desk } from '../../contract/desk';
import type { Dependencies } from '../_runtime/dependencies';
import { type ServedRoom, serve } from '../_runtime/serve';
import { advanceDocuments } from './advanceDocuments';
import { callNext } from './callNext';
import { capacity } from './capacity';
import { checkIn } from './checkIn';
import { closeEarly } from './closeEarly';
import { correctDocument } from './correctDocument';
import { find } from './find';
import { guarded } from './guarded';
import { issueTicket } from './issueTicket';
import { listKiosks, setKiosk } from './kiosks';
import { listDocuments } from './listDocuments';
import { numbers } from './numbers';
import { openSession } from './openSession';
import { getRequest, listRequests, openEvidence } from './requests';
import { review } from './review';
import { setCapacity } from './setCapacity';
import { complete, noShow, recall, start, transfer, undo } from './steps';
import { today } from './today';
import { closeWindow, openWindow, windows } from './windows';

/** A hall as its staff run it. Every operation is guarded: the role is wide enough, and it is their hall. */
export function createDeskRoom(dependencies: Dependencies): ServedRoom {
  const handlers = {
    today: guarded('today', today),
    find: guarded('find', find),
    checkIn: guarded('checkIn', checkIn),
    issueTicket: guarded('issueTicket', issueTicket),
    windows: guarded('windows', windows),
    openWindow: guarded('openWindow', openWindow),
    closeWindow: guarded('closeWindow', closeWindow),
    callNext: guarded('callNext', callNext),
    recall: guarded('recall', recall),
    start: guarded('start', start),
    complete: guarded('complete', complete),
    noShow: guarded('noShow', noShow),
    transfer: guarded('transfer', transfer),
    undo: guarded('undo', undo),
    listDocuments: guarded('listDocuments', listDocuments),
    advanceDocuments: guarded('advanceDocuments', advanceDocuments),
    correctDocument: guarded('correctDocument', correctDocument),
    capacity: guarded('capacity', capacity),
    setCapacity: guarded('setCapacity', setCapacity),
    openSession: guarded('openSession', openSession),
    closeEarly: guarded('closeEarly', closeEarly),
    listRequests: guarded('listRequests', listRequests),
    getRequest: guarded('getRequest', getRequest),
    openEvidence: guarded('openEvidence', openEvidence),
    review: guarded('review', review),
    listKiosks: guarded('listKiosks', listKiosks),
    setKiosk: guarded('setKiosk', setKiosk),
    numbers: guarded('numbers', numbers),
  };
  return serve('desk', desk, handlers, dependencies);
}
