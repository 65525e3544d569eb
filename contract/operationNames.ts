import type { operations } from './operations';

type Operations = typeof operations;
type WriteOf<R extends keyof Operations> = {
  [Name in keyof Operations[R]]: Operations[R][Name] extends { kind: 'write' } ? Name : never;
}[keyof Operations[R]];

type Name = readonly [chinese: string, english: string];

/** A write without a name does not compile; a read that is written down may have one. */
type Names = {
  readonly [R in keyof Operations as WriteOf<R> extends never ? never : R]: Readonly<
    Record<WriteOf<R>, Name>
  > & {
    readonly [Read in keyof Operations[R]]?: Name;
  };
};

/**
 * What the audit calls an operation, in Chinese and in English. Beside the table of facts, because the phone needs these
 * words on one page of supervisors and the facts everywhere.
 */
export const operationNames: Names = {
  identity: {
    signIn: ['登录', 'Signed in'],
    refresh: ['续期登录', 'Stayed signed in'],
    endSignIn: ['退出登录', 'Ended a sign-in'],
    startLink: ['显示关联码', 'Showed a code to link'],
    linkAccounts: ['关联账号', 'Linked accounts'],
    unlink: ['解除关联', 'Unlinked'],
    bindStaff: ['绑定岗位', 'Bound a post'],
    enterDesk: ['进入工作台', 'Entered the desk'],
    savePerson: ['保存办证人', 'Saved a person'],
    removePerson: ['删除办证人', 'Removed a person'],
  },
  windows: {
    reportKiosk: ['报告签注机', 'Reported a kiosk'],
  },
  reservations: {
    make: ['预约', 'Booked'],
    reschedule: ['改期', 'Moved a visit'],
    cancel: ['取消预约', 'Cancelled a visit'],
    acceptMove: ['同意改期', 'Accepted a move'],
    declineMove: ['不同意改期', 'Declined a move'],
    joinWaitlist: ['加入候补', 'Joined the waitlist'],
    acceptOffer: ['接受候补号', 'Took an offered seat'],
    declineOffer: ['放弃候补号', 'Declined an offered seat'],
    leaveWaitlist: ['退出候补', 'Left the waitlist'],
  },
  requests: {
    uploadEvidence: ['上传材料', 'Uploaded evidence'],
    removeEvidence: ['删除材料', 'Removed evidence'],
    submit: ['提交申请', 'Sent a request'],
    withdraw: ['撤回申请', 'Withdrew a request'],
    appeal: ['申请复核', 'Asked to look again'],
    saveCompany: ['保存企业', 'Saved a company'],
    inviteToCompany: ['企业邀请', 'Invited to a company'],
    joinCompany: ['加入企业', 'Joined a company'],
    leaveCompany: ['退出企业', 'Left a company'],
  },
  tickets: {
    take: ['取号', 'Took a ticket'],
    checkIn: ['签到', 'Checked in'],
    leave: ['退号', 'Gave a ticket back'],
  },
  desk: {
    checkIn: ['窗口签到', 'Checked in at the desk'],
    issueTicket: ['代取号', 'Gave a ticket'],
    freeDocument: ['释放证件号码', 'Freed a document number'],
    openWindow: ['开窗', 'Opened a window'],
    takeWindow: ['接管窗口', 'Took a window over'],
    closeWindow: ['关窗', 'Closed a window'],
    callNext: ['叫号', 'Called'],
    recall: ['再叫', 'Called again'],
    start: ['开始办理', 'Began to serve'],
    complete: ['办完', 'Served'],
    correctAcceptance: ['更正受理', 'Corrected what was accepted'],
    noShow: ['过号', 'Missed'],
    transfer: ['转窗口', 'Transferred'],
    undo: ['撤回一步', 'Took a step back'],
    setCapacity: ['改号源', 'Changed seats'],
    openSession: ['加开场次', 'Opened a session'],
    closeEarly: ['提前关门', 'Closed early'],
    reopen: ['恢复开放', 'Took an early closing back'],
    openEvidence: ['查看材料', 'Looked at evidence'],
    review: ['审核申请', 'Decided a request'],
    setKiosk: ['签注机状态', 'Set a kiosk'],
    advanceDocuments: ['证件进度', 'Moved a document on'],
    correctDocument: ['更正证件进度', 'Corrected a document'],
  },
  oversight: {
    inviteStaff: ['发绑定码', 'Gave a one-time code'],
    endStaff: ['结束岗位', 'Ended a post'],
    retryDeadLetter: ['重发消息', 'Sent a message again'],
    decideAppeal: ['处理申诉', 'Decided an appeal'],
  },
  privacy: {
    giveConsent: ['同意', 'Agreed'],
    withdrawConsent: ['收回同意', 'Took consent back'],
    deleteMine: ['删除个人信息', 'Deleted everything'],
  },
  standing: {
    appeal: ['申诉', 'Appealed'],
  },
  messages: {
    allow: ['允许提醒', 'Allowed messages'],
  },
};
