import { requests } from '../../contract/requests';
import type { Dependencies } from '../_runtime/dependencies';
import { type ServedRoom, serve } from '../_runtime/serve';
import { appeal } from './appeal';
import { inviteToCompany, joinCompany, leaveCompany, listCompanies, saveCompany } from './companies';
import { getEvidence, removeEvidence } from './evidence';
import { get } from './get';
import { listMine } from './listMine';
import { listReasons } from './listReasons';
import { submit } from './submit';
import { uploadEvidence } from './uploadEvidence';
import { withdraw } from './withdraw';

const evidence = { uploadEvidence, removeEvidence, getEvidence };
const companies = { saveCompany, listCompanies, inviteToCompany, joinCompany, leaveCompany };

/** Requests for the urgent and enterprise lanes as their citizens see them. */
export function createRequestsRoom(dependencies: Dependencies): ServedRoom {
  const handlers = { listReasons, submit, listMine, get, withdraw, appeal, ...evidence, ...companies };
  return serve('requests', requests, handlers, dependencies);
}
