import { privacy } from '../../contract/privacy';
import type { Dependencies } from '../_runtime/dependencies';
import { type ServedRoom, serve } from '../_runtime/serve';
import { deleteMine } from './deleteMine';
import { getExport } from './getExport';
import { giveConsent } from './giveConsent';
import { listConsents } from './listConsents';
import { withdrawConsent } from './withdrawConsent';

/** A person's own data: what was agreed to, a copy of it, and its end. */
export function createPrivacyRoom(dependencies: Dependencies): ServedRoom {
  const handlers = { listConsents, giveConsent, withdrawConsent, getExport, deleteMine };
  return serve('privacy', privacy, handlers, dependencies);
}
