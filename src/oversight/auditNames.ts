import { operationNames } from '../../contract/operationNames';
import type { Language } from '../i18n/language';

/** By code: in Chinese, in English. */
type Names = Readonly<Record<string, readonly [chinese: string, english: string]>>;

const operations = Object.entries(operationNames).flatMap(([room, names]) =>
  Object.entries(names).map(([operation, name]) => [`${room}.${operation}`, name] as const),
);

/** Operations, and what is written down besides them. */
const actions: Names = {
  ...Object.fromEntries(operations),
  'identity.addPerson': ['添加办证人', 'Added a person'],
  'identity.changePerson': ['修改办证人', 'Changed a person'],
  'desk.offerMove': ['请改期', 'Offered a move'],
  'timers.deleteEvidence': ['删除到期材料', 'Deleted old evidence'],
  'timers.endLeftWindows': ['自动关闭无人窗口', 'Ended a window without a clerk'],
  'timers.endMoveOffers': ['改期提议到期', 'Ended offers to move'],
  'timers.endQueues': ['收队', 'Ended the day’s queues'],
  'timers.eraseOldData': ['清除到期数据', 'Erased old data'],
  'timers.expireRequest': ['申请到期', 'A request expired'],
  'timers.flagOverdueRequest': ['申请超时', 'A request is overdue'],
  'timers.openCooledSeats': ['退号放出', 'Opened freed seats'],
  'timers.openSessions': ['放号', 'Opened slots'],
  'timers.pauseBooking': ['暂停预约', 'Paused booking'],
  'timers.releaseHeldBack': ['午间放号', 'Released the noon seats'],
  'waitlist.booked': ['候补约上', 'Booked from the waitlist'],
  'waitlist.booked-otherwise': ['另约到号', 'Booked otherwise'],
  'waitlist.closed': ['候补截止', 'The list closed'],
  'waitlist.lapsed': ['候补没有答复', 'An offer lapsed'],
  'waitlist.left': ['退出候补', 'Left the waitlist'],
  'waitlist.offered': ['候补有号', 'Offered a freed seat'],
  'waitlist.waiting': ['回到候补', 'Waits again'],
};

const facts: Names = {
  status: ['状态', 'status'],
  hall: ['大厅', 'hall'],
  role: ['岗位', 'post'],
  account: ['账号', 'account'],
  slot: ['号源', 'slot'],
  seats: ['号数', 'seats'],
  slots: ['时段数', 'slots'],
  people: ['人数', 'people'],
  capacity: ['每段号数', 'seats per slot'],
  wanted: ['想设的号数', 'wanted'],
  booked: ['已约', 'booked'],
  late: ['临近取消', 'late'],
  files: ['文件数', 'files'],
  reason: ['事由', 'reason'],
  kind: ['种类', 'kind'],
  coveredBy: ['依据申请', 'covered by'],
  decision: ['决定', 'decision'],
  confirmed: ['二次验证', 'second factor'],
  purpose: ['用途', 'purpose'],
  version: ['版本', 'version'],
  closes: ['下班', 'closes'],
  because: ['原因', 'because'],
  channel: ['平台', 'platform'],
  queue: ['排队人数', 'queue'],
  inService: ['正常使用', 'in service'],
  works: ['能用', 'works'],
  automatic: ['直接约', 'automatic'],
  waitlist: ['候补', 'from the waitlist'],
  to: ['到', 'until'],
  windows: ['窗口数', 'windows'],
  window: ['窗口', 'window'],
  forWindow: ['指定窗口', 'for window'],
  recalls: ['再叫次数', 'recalls'],
  misses: ['过号次数', 'misses'],
  releasedAt: ['放号', 'released'],
  number: ['号码', 'number'],
  lane: ['通道', 'lane'],
  green: ['绿色通道', 'priority queue'],
  reservation: ['预约', 'reservation'],
  offer: ['候补的号', 'offered slot'],
  request: ['申请', 'request'],
  part: ['第几份', 'part'],
  mediaType: ['文件类型', 'type of file'],
  bytes: ['字节', 'bytes'],
  joined: ['并入账号', 'joined'],
  consent: ['同意', 'consent'],
  left: ['退出人数', 'left'],
  date: ['日期', 'date'],
  startMinute: ['第几分钟', 'minute of the day'],
  open: ['开窗', 'open'],
  lanes: ['队列', 'lanes'],
  accepted: ['受理', 'accepted'],
  ticket: ['号', 'ticket'],
};

const values: Names = {
  true: ['是', 'yes'],
  false: ['否', 'no'],
  '*': ['全市', 'whole city'],
  clerk: ['窗口人员', 'clerk'],
  lead: ['大厅组长', 'hall lead'],
  supervisor: ['市级主管', 'supervisor'],
  'wrong-tap': ['点错了', 'wrong tap'],
  'papers-missing': ['材料不齐', 'papers missing'],
  'papers-brought': ['补来材料', 'papers brought'],
  appealed: ['申请复核中', 'appealed'],
  approved: ['已通过', 'approved'],
  booked: ['已约', 'booked'],
  'booked-otherwise': ['另约到号', 'booked otherwise'],
  called: ['已叫号', 'called'],
  cancelled: ['已取消', 'cancelled'],
  'checked-in': ['已签到', 'checked in'],
  closed: ['已截止', 'closed'],
  completed: ['已办', 'completed'],
  expired: ['已过期', 'expired'],
  lapsed: ['没有答复', 'lapsed'],
  left: ['已退出', 'left'],
  missed: ['过号', 'missed'],
  offered: ['待答复', 'offered'],
  refused: ['不通过', 'refused'],
  served: ['已办', 'served'],
  serving: ['办理中', 'serving'],
  submitted: ['审核中', 'submitted'],
  used: ['已使用', 'used'],
  waiting: ['等候', 'waiting'],
  withdrawn: ['已撤回', 'withdrawn'],
  accepted: ['已受理', 'accepted'],
  'in-production': ['制证中', 'in production'],
  ready: ['待领取', 'ready'],
  collected: ['已领取', 'collected'],
  granted: ['通过', 'granted'],
  approve: ['通过', 'approved'],
  refuse: ['不通过', 'refused'],
  appointment: ['预约', 'appointment'],
  'walk-in': ['现场', 'walk-in'],
  enterprise: ['企业专窗', 'enterprise'],
  urgent: ['加急', 'urgent'],
  student: ['学生专场', 'student'],
  elder: ['60岁以上', '60 or older'],
  pregnant: ['孕妇', 'pregnant'],
  disabled: ['残疾人', 'disabled'],
  infant: ['带婴幼儿', 'with an infant'],
  military: ['现役军人', 'in military service'],
  booking: ['预约办证', 'booking'],
  wechat: ['微信', 'WeChat'],
  alipay: ['支付宝', 'Alipay'],
  web: ['网页', 'web'],
  'document-shown': ['本人出示证件', 'its owner showed the document'],
  'data-deleted': ['删除个人信息', 'data deleted'],
  'ended-by-owner': ['本人退出', 'ended by its owner'],
  linked: ['关联账号', 'linked'],
  unlinked: ['解除关联', 'unlinked'],
  'refresh-reused': ['登录凭证被重复使用', 'a token was used twice'],
};

const subjects: Names = {
  account: ['账号', 'Account'],
  city: ['城市', 'City'],
  company: ['企业', 'Company'],
  document: ['证件', 'Document'],
  evidence: ['材料', 'Evidence'],
  hall: ['大厅', 'Hall'],
  kiosk: ['签注机', 'Kiosk'],
  notification: ['消息', 'Message'],
  pause: ['暂停', 'Pause'],
  person: ['办证人', 'Person'],
  request: ['申请', 'Request'],
  reservation: ['预约', 'Visit'],
  session: ['场次', 'Session'],
  'sign-in': ['登录', 'Sign-in'],
  slot: ['号源', 'Slot'],
  staff: ['岗位', 'Post'],
  ticket: ['号', 'Ticket'],
  'waitlist-entry': ['候补', 'Waitlist entry'],
  window: ['窗口', 'Window'],
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Letters of an id that tell it apart on one page. */
const SHORT = 6;

/** What was done, in the reader's language; what has no name is shown by its code. */
export function actionName(action: string, language: Language): string {
  return nameIn(actions, action, language);
}

/** What a fact of an entry is about. */
export function factName(fact: string, language: Language): string {
  return nameIn(facts, fact, language);
}

/** What a fact was. An id is told apart by its end, which can be read aloud. */
export function factValue(value: unknown, language: Language): string {
  const text = String(value);
  return UUID.test(text) ? text.slice(-SHORT) : nameIn(values, text, language);
}

/** What an entry is about: its kind, and which one. */
export function subjectName(subject: string, language: Language): string {
  const [kind = '', id = ''] = subject.split(':');
  return `${nameIn(subjects, kind, language)} ${UUID.test(id) ? id.slice(-SHORT) : id}`;
}

function nameIn(names: Names, code: string, language: Language): string {
  const [chinese, english] = names[code] ?? [code, code];
  return language === 'en' ? english : chinese;
}
