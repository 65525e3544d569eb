import { chainAudit } from './chainAudit';
import { countMissedVisits } from './countMissedVisits';
import { deleteEvidence } from './deleteEvidence';
import { endLeftWindows } from './endLeftWindows';
import { endMoveOffers } from './endMoveOffers';
import { endQueues } from './endQueues';
import { eraseOldData } from './eraseOldData';
import { openCooledSeats } from './openCooledSeats';
import { openSessions } from './openSessions';
import { releaseHeldBack } from './releaseHeldBack';
import { remindTomorrow } from './remindTomorrow';
import { resealOldKeys } from './resealOldKeys';
import { sendNotifications } from './sendNotifications';
import { settleRequests } from './settleRequests';
import { settleWaitlist } from './settleWaitlist';
import type { Timer } from './timer';

export interface ScheduledTimer {
  readonly run: Timer;
  /** Second, minute, hour, day, month, weekday, in hall time (`config.json` adds the year). */
  readonly cron: string;
}

/** What the service does by itself. Each is safe to miss and to repeat: the next run does what is due. */
export const timers: Readonly<Record<string, ScheduledTimer>> = {
  openSessions: { run: openSessions, cron: '0 */10 * * * *' },
  settleWaitlist: { run: settleWaitlist, cron: '30 * * * * *' },
  openCooledSeats: { run: openCooledSeats, cron: '*/10 * * * * *' },
  countMissedVisits: { run: countMissedVisits, cron: '0 20 * * * *' },
  chainAudit: { run: chainAudit, cron: '40 * * * * *' },
  remindTomorrow: { run: remindTomorrow, cron: '0 */10 * * * *' },
  sendNotifications: { run: sendNotifications, cron: '*/15 * * * * *' },
  endQueues: { run: endQueues, cron: '45 */5 * * * *' },
  endLeftWindows: { run: endLeftWindows, cron: '35 */5 * * * *' },
  endMoveOffers: { run: endMoveOffers, cron: '15 * * * * *' },
  settleRequests: { run: settleRequests, cron: '20 */5 * * * *' },
  deleteEvidence: { run: deleteEvidence, cron: '50 */15 * * * *' },
  eraseOldData: { run: eraseOldData, cron: '0 7 3 * * *' },
  resealOldKeys: { run: resealOldKeys, cron: '0 */15 * * * *' },
  releaseHeldBack: { run: releaseHeldBack, cron: '0 */5 * * * *' },
};
