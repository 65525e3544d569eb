import type { StaffRole } from '../domain/desk/permissions';
import type { TrustRules } from '../domain/trust/trustRules';

/** Who may ask: anyone, whoever has signed in, a signed-in citizen, staff, or the service's own timers. */
export type Audience = 'anyone' | 'signed-in' | 'citizen' | 'staff' | 'system';

/** What bounds the guesses at a secret. They are counted in the database, over all instances. */
export interface TryLimit {
  readonly by: 'account' | 'address';
  readonly rule: keyof Pick<TrustRules, 'codeTriesPerTenMinutes' | 'signInsPerTenMinutesPerAddress'>;
}

interface Conditions {
  /** The least role; a wider one may do what a narrower one may. */
  readonly role?: StaffRole;
  /** Only after the second factor: it decides about people, capacity or other staff. */
  readonly secondFactor?: true;
  /** Takes in personal data: refused until the account agreed to the purpose `booking` in its present wording. */
  readonly consent?: true;
  readonly tries?: TryLimit;
  /**
   * Looks at nothing of the caller: whoever asks the same at the same time may get one answer, until the slots or one of
   * these operations change it.
   */
  readonly sharedUntil?: readonly string[];
}

/** All that is true of an operation but its input and output, which the phone's bundle does without. */
export interface OperationFacts extends Conditions {
  readonly kind: 'read' | 'write';
  readonly audience: Audience;
}

/** Changes nothing; at most, who looked is written down. */
const anyoneReads = { kind: 'read', audience: 'anyone' } as const;
const sharedRead = { ...anyoneReads, sharedUntil: [] } as const;
const ownerReads = { kind: 'read', audience: 'signed-in' } as const;
const citizenReads = { kind: 'read', audience: 'citizen' } as const;
const clerkReads = { kind: 'read', audience: 'staff', role: 'clerk' } as const;
const leadReads = { ...clerkReads, role: 'lead' } as const;
const supervisorReads = { ...clerkReads, role: 'supervisor' } as const;

/** Changes something; takes an idempotency key, and answers a retry with the first answer. */
const citizenWrites = { kind: 'write', audience: 'citizen' } as const;
const citizenTells = { ...citizenWrites, consent: true } as const;
const citizenRedeems = {
  ...citizenWrites,
  tries: { by: 'account', rule: 'codeTriesPerTenMinutes' },
} as const;
const ownerWrites = { kind: 'write', audience: 'signed-in' } as const;
const strangerProves = {
  kind: 'write',
  audience: 'anyone',
  tries: { by: 'address', rule: 'signInsPerTenMinutesPerAddress' },
} as const;
const clerkWrites = { kind: 'write', audience: 'staff', role: 'clerk' } as const;
const leadDecides = { ...clerkWrites, role: 'lead', secondFactor: true } as const;
const supervisorDecides = { ...leadDecides, role: 'supervisor' } as const;

/** Everything that a phone can ask for, by room. `contract/<room>.ts` says what each takes and gives. */
export const operations = {
  identity: {
    signIn: strangerProves,
    refresh: strangerProves,
    listSignIns: ownerReads,
    endSignIn: ownerWrites,
    startLink: citizenWrites,
    linkAccounts: citizenRedeems,
    unlink: citizenWrites,
    bindStaff: citizenRedeems,
    enterDesk: citizenRedeems,
    listPeople: citizenReads,
    savePerson: citizenTells,
    removePerson: citizenWrites,
  },
  guide: {
    questions: anyoneReads,
    answer: anyoneReads,
    listDestinations: anyoneReads,
  },
  slots: {
    search: sharedRead,
    earliest: sharedRead,
    listAnnounced: sharedRead,
    promise: anyoneReads,
  },
  windows: {
    city: { ...sharedRead, sharedUntil: ['windows.reportKiosk', 'desk.setKiosk'] },
    reportKiosk: citizenWrites,
    nearest: anyoneReads,
  },
  reservations: {
    make: citizenTells,
    reschedule: citizenWrites,
    cancel: citizenWrites,
    acceptMove: citizenWrites,
    declineMove: citizenWrites,
    get: citizenReads,
    listMine: citizenReads,
    joinWaitlist: citizenTells,
    acceptOffer: citizenWrites,
    declineOffer: citizenWrites,
    leaveWaitlist: citizenWrites,
    myWaitlist: citizenReads,
  },
  requests: {
    listReasons: anyoneReads,
    uploadEvidence: citizenTells,
    removeEvidence: citizenWrites,
    getEvidence: citizenReads,
    submit: citizenTells,
    listMine: citizenReads,
    get: citizenReads,
    withdraw: citizenWrites,
    appeal: citizenWrites,
    saveCompany: citizenWrites,
    listCompanies: citizenReads,
    inviteToCompany: citizenWrites,
    joinCompany: citizenRedeems,
    leaveCompany: citizenWrites,
  },
  tickets: {
    take: citizenTells,
    checkIn: citizenWrites,
    get: citizenReads,
    listMine: citizenReads,
    leave: citizenWrites,
    halls: anyoneReads,
    display: anyoneReads,
  },
  desk: {
    today: clerkReads,
    find: clerkReads,
    checkIn: clerkWrites,
    issueTicket: clerkWrites,
    freeDocument: clerkWrites,
    windows: clerkReads,
    openWindow: clerkWrites,
    takeWindow: clerkWrites,
    closeWindow: clerkWrites,
    callNext: clerkWrites,
    recall: clerkWrites,
    start: clerkWrites,
    complete: clerkWrites,
    correctAcceptance: clerkWrites,
    noShow: clerkWrites,
    transfer: clerkWrites,
    undo: clerkWrites,
    capacity: clerkReads,
    setCapacity: leadDecides,
    openSession: leadDecides,
    closeEarly: leadDecides,
    reopen: leadDecides,
    listRequests: leadReads,
    getRequest: leadReads,
    openEvidence: leadReads,
    review: leadDecides,
    listKiosks: clerkReads,
    setKiosk: clerkWrites,
    numbers: leadReads,
    listDocuments: clerkReads,
    advanceDocuments: clerkWrites,
    correctDocument: clerkWrites,
  },
  documents: {
    listMine: citizenReads,
  },
  oversight: {
    inviteStaff: supervisorDecides,
    listStaff: supervisorReads,
    endStaff: supervisorDecides,
    listAudit: supervisorReads,
    listDeadLetters: supervisorReads,
    retryDeadLetter: supervisorDecides,
    listAppeals: supervisorReads,
    decideAppeal: supervisorDecides,
    listSuspicious: supervisorReads,
  },
  privacy: {
    listConsents: citizenReads,
    giveConsent: citizenWrites,
    withdrawConsent: citizenWrites,
    getExport: citizenReads,
    deleteMine: citizenWrites,
  },
  standing: {
    getMine: citizenReads,
    appeal: citizenWrites,
  },
  messages: {
    listTemplates: anyoneReads,
    allow: citizenWrites,
    listMine: citizenReads,
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, OperationFacts>>>>;

export type DeskOperation = keyof typeof operations.desk;

/** The facts of an operation by its room and name; undefined when there is none. */
export function factsOf(room: string, operation: string): OperationFacts | undefined {
  const tables: Readonly<Record<string, Readonly<Record<string, OperationFacts>>>> = operations;
  const table = Object.hasOwn(tables, room) ? tables[room] : undefined;
  return table !== undefined && Object.hasOwn(table, operation) ? table[operation] : undefined;
}
