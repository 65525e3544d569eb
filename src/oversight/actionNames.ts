import type { Language } from '../i18n/language';

/** What an entry of the audit says that was done; another one is shown by its code. */
const names: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  'reservations.make': { 'zh-CN': '预约', en: 'Booked' },
  'reservations.cancel': { 'zh-CN': '取消预约', en: 'Cancelled a visit' },
  'reservations.reschedule': { 'zh-CN': '改期', en: 'Moved a visit' },
  'reservations.joinWaitlist': { 'zh-CN': '加入候补', en: 'Joined the waitlist' },
  'tickets.take': { 'zh-CN': '取号', en: 'Took a ticket' },
  'tickets.checkIn': { 'zh-CN': '签到', en: 'Checked in' },
  'tickets.leave': { 'zh-CN': '退号', en: 'Gave a ticket back' },
  'desk.checkIn': { 'zh-CN': '窗口签到', en: 'Checked in at the desk' },
  'desk.issueTicket': { 'zh-CN': '代取号', en: 'Gave a ticket' },
  'desk.callNext': { 'zh-CN': '叫号', en: 'Called' },
  'desk.openWindow': { 'zh-CN': '开窗', en: 'Opened a window' },
  'desk.closeWindow': { 'zh-CN': '关窗', en: 'Closed a window' },
  'desk.setCapacity': { 'zh-CN': '改号源', en: 'Changed seats' },
  'desk.offerMove': { 'zh-CN': '请改期', en: 'Offered a move' },
  'desk.openSession': { 'zh-CN': '加开场次', en: 'Opened a session' },
  'desk.closeEarly': { 'zh-CN': '提前关门', en: 'Closed early' },
  'identity.savePerson': { 'zh-CN': '保存办证人', en: 'Saved a person' },
  'identity.removePerson': { 'zh-CN': '删除办证人', en: 'Removed a person' },
  'identity.bindStaff': { 'zh-CN': '绑定岗位', en: 'Bound a post' },
  'identity.enterDesk': { 'zh-CN': '进入工作台', en: 'Entered the desk' },
  'identity.endSignIn': { 'zh-CN': '退出登录', en: 'Ended a sign-in' },
  'identity.startLink': { 'zh-CN': '显示关联码', en: 'Showed a code to link' },
  'identity.linkAccounts': { 'zh-CN': '关联账号', en: 'Linked accounts' },
  'identity.unlink': { 'zh-CN': '解除关联', en: 'Unlinked' },
  'messages.allow': { 'zh-CN': '允许提醒', en: 'Allowed messages' },
  'oversight.inviteStaff': { 'zh-CN': '发绑定码', en: 'Gave a one-time code' },
  'oversight.endStaff': { 'zh-CN': '结束岗位', en: 'Ended a post' },
  'oversight.decideAppeal': { 'zh-CN': '处理申诉', en: 'Decided an appeal' },
  'oversight.retryDeadLetter': { 'zh-CN': '重发消息', en: 'Sent a message again' },
  'privacy.giveConsent': { 'zh-CN': '同意', en: 'Agreed' },
  'privacy.withdrawConsent': { 'zh-CN': '收回同意', en: 'Took consent back' },
  'privacy.deleteMine': { 'zh-CN': '删除个人信息', en: 'Deleted everything' },
  'standing.appeal': { 'zh-CN': '申诉', en: 'Appealed' },
  'timers.openSessions': { 'zh-CN': '放号', en: 'Opened slots' },
  'timers.releaseHeldBack': { 'zh-CN': '午间放号', en: 'Released the noon seats' },
  'timers.openCooledSeats': { 'zh-CN': '退号放出', en: 'Opened freed seats' },
  'timers.endMoveOffers': { 'zh-CN': '改期提议到期', en: 'Ended offers to move' },
  'timers.endQueues': { 'zh-CN': '收队', en: 'Ended the day’s queues' },
  'timers.pauseBooking': { 'zh-CN': '暂停预约', en: 'Paused booking' },
  'timers.eraseOldData': { 'zh-CN': '清除到期数据', en: 'Erased old data' },
};

/** What was done, in the reader's language. */
export function actionName(action: string, language: Language): string {
  return names[action]?.[language] ?? action;
}
