import { z } from 'zod';
import {
  acceptanceReasons,
  correctionReasons,
  documentStatuses,
  reachedStatuses,
} from '../domain/document/documentStatus';
import { lanes } from '../domain/lane';
import { endorsements } from '../domain/nearest/shortcuts';
import { documentTypes } from '../domain/person/documentType';
import { ticketStatuses } from '../domain/queue/ticketStatus';
import { services } from '../domain/service';
import { normaliseLine } from '../domain/text/normaliseText';
import { documentFacts } from './documents';
import {
  bilingualField,
  dateField,
  documentNumberField,
  hallField,
  idField,
  laneField,
  lineField,
  residenceField,
  serviceField,
  setOf,
  slotField,
  textField,
  timeField,
} from './fields';
import { declaredPerson } from './identity';
import { operation } from './operation';
import { operations } from './operations';
import { evidencePart, reviewedRequest } from './requests';
import { greenField, windowField } from './tickets';

const entryStatuses = [...ticketStatuses, 'booked', 'cancelled'] as const;

/** Somebody who comes today: an appointment that has not checked in, or a ticket. */
export const deskEntry = z.object({
  ticket: idField.optional(),
  reservation: idField.optional(),
  /** `A012` once there is a ticket. */
  number: z.string().optional(),
  /** The code of the appointment. */
  code: z.string().optional(),
  status: z.enum(entryStatuses),
  lane: laneField,
  booked: z.boolean(),
  green: greenField.optional(),
  /** When the appointment starts. */
  start: timeField.optional(),
  window: windowField.optional(),
  /** Sent on to this window. */
  forWindow: windowField.optional(),
  recalls: z.number().int(),
  misses: z.number().int(),
  waitedMinutes: z.number().int().optional(),
  startedAt: z.iso.datetime().optional(),
  people: z.array(
    z.object({
      position: z.number().int(),
      name: z.string(),
      documentType: z.enum(documentTypes),
      documentNumber: z.string(),
      residence: residenceField,
      services: z.array(
        z.object({
          service: serviceField,
          accepted: z.boolean().optional(),
          promisedOn: dateField.optional(),
        }),
      ),
    }),
  ),
  /** The last step, while this member of staff may still take it back. */
  undo: z.object({ action: z.string(), until: z.iso.datetime() }).optional(),
});

export type DeskEntry = z.infer<typeof deskEntry>;

const deskWindow = z.object({
  window: windowField,
  lanes: z.array(laneField),
  /** Opened by whoever asks. */
  mine: z.boolean(),
  /** Name and number of whoever sits there, where the post has them. */
  clerk: z.string().optional(),
  /** There is something to do and nobody has done anything for a while: a colleague may take it over. */
  away: z.boolean(),
  /** Whom it has called or serves. */
  entry: deskEntry.optional(),
});

export type DeskWindow = z.infer<typeof deskWindow>;

const atHall = z.object({ hall: hallField });
const onTicket = atHall.extend({ ticket: idField });
/** Applications of a ticket that are accepted. */
const acceptedField = z
  .array(z.object({ position: z.number().int().min(0).max(4), service: serviceField }))
  .max(5 * 3);
const oneEntry = z.object({ entry: deskEntry });

/** One day, or every day up to `until`: at most 31, from today on. */
const someDays = { date: dateField, until: dateField.optional() };

const sessionShown = z.object({
  from: timeField,
  to: timeField,
  windows: z.number().int(),
  /** As planned for these windows; a slot may have been given others. */
  seatsPerSlot: z.number().int(),
  /** When its seats open to everyone, or opened. */
  releasedAt: z.iso.datetime(),
  slots: z.array(
    z.object({
      slot: slotField,
      start: timeField,
      end: timeField,
      capacity: z.number().int(),
      booked: z.number().int(),
      heldBack: z.number().int(),
      /** Cut to this, while more are still booked. */
      wanted: z.number().int().optional(),
    }),
  ),
});

export type DeskSession = z.infer<typeof sessionShown>;

/** Someone whose seat is cut, with the seat that they are offered instead when there is one. */
const affected = z.object({
  reservation: idField,
  code: z.string(),
  name: z.string(),
  seats: z.number().int(),
  slot: slotField,
  offer: slotField.optional(),
});

export type AffectedVisit = z.infer<typeof affected>;

const cut = z.object({
  /** False: only shown, nothing changed. */
  applied: z.boolean(),
  affected: z.array(affected),
});

const deskKiosk = z.object({
  kiosk: hallField,
  name: bilingualField,
  /** Left out while nobody has said how many. */
  devices: z.number().int().optional(),
  endorsements: z.array(z.enum(endorsements)),
  inService: z.boolean(),
  serviceSetAt: z.iso.datetime().optional(),
  /** People waiting, by a report that is still believed. */
  queue: z.number().int().optional(),
  /** Citizens who found it out of service, and the last time. */
  reportedOut: z.object({ people: z.number().int(), at: z.iso.datetime() }).optional(),
});

export type DeskKiosk = z.infer<typeof deskKiosk>;

const numbersLine = z.object({
  people: z.number().int(),
  tickets: z.number().int(),
  served: z.number().int(),
  /** Documents accepted (证次): one person with two is two. */
  accepted: z.number().int(),
  waiting: z.number().int(),
  missed: z.number().int(),
  /** From joining the queue to being called. Left out while nobody was. */
  averageWaitMinutes: z.number().optional(),
});

const deskDocument = documentFacts.extend({
  /** Of the person, masked. */
  documentNumber: z.string(),
  /** The ticket's number on the day of acceptance. */
  number: z.string(),
});

export type DeskDocument = z.infer<typeof deskDocument>;

const receiptField = z
  .string()
  .max(32)
  .overwrite((text) => normaliseLine(text).replace(/[\s-]/g, ''))
  .regex(/^[0-9A-Za-z]{8}$/);

const facts = operations.desk;

export const desk = {
  today: operation(
    facts.today,
    'Who comes to a hall on a day: who is due, waits, is served, and how many',
    atHall.extend({
      date: dateField.optional(),
      show: z.enum(['coming', 'waiting', 'windows', 'done', 'served', 'missed']).default('waiting'),
      limit: z.number().int().min(1).max(200).default(50),
    }),
    z.object({
      date: dateField,
      counts: z.object({
        coming: z.number().int(),
        waiting: z.number().int(),
        windows: z.number().int(),
        served: z.number().int(),
        missed: z.number().int(),
      }),
      entries: z.array(deskEntry),
      /** What the QR code at the entrance says today. */
      entranceCode: z.string(),
      role: z.string(),
      asOf: z.iso.datetime(),
    }),
  ),
  find: operation(
    facts.find,
    'Entries of a day by code, ticket number, name or the last characters of a document number',
    atHall.extend({ date: dateField.optional(), text: lineField(1, 60) }),
    z.object({ entries: z.array(deskEntry) }),
  ),
  checkIn: operation(
    facts.checkIn,
    'Checks somebody in by their scanned pass, their code or their appointment',
    atHall.extend({
      by: z.union([
        z.object({ pass: z.string().min(8).max(200) }),
        z.object({ code: lineField(4, 24) }),
        z.object({ reservation: idField }),
      ]),
      green: greenField.optional(),
    }),
    oneEntry,
  ),
  issueTicket: operation(
    facts.issueTicket,
    'Gives a ticket to people who have no phone',
    atHall.extend({
      people: z
        .array(z.object({ person: declaredPerson, services: setOf(serviceField, 1, 3) }))
        .min(1)
        .max(5),
      lane: laneField.default('walk-in'),
      green: greenField.optional(),
    }),
    oneEntry,
  ),
  freeDocument: operation(
    facts.freeDocument,
    'For the owner of a document who shows it at the desk: ends what others hold with its number, without weight for anyone',
    atHall.extend({ documentType: z.enum(documentTypes), documentNumber: documentNumberField }),
    z.object({
      /** Visits, tickets and places on the waitlist. */
      ended: z.number().int(),
    }),
  ),
  windows: operation(
    facts.windows,
    'The windows that are open today and whom they serve',
    atHall,
    z.object({ windows: z.array(deskWindow), waiting: z.number().int(), asOf: z.iso.datetime() }),
  ),
  openWindow: operation(
    facts.openWindow,
    'Sits down at a window; all lanes of the hall unless some are named',
    atHall.extend({
      window: windowField,
      lanes: setOf(z.enum(lanes), 1, lanes.length).optional(),
    }),
    z.object({ window: deskWindow }),
  ),
  takeWindow: operation(
    facts.takeWindow,
    'Takes over a window that its clerk has left, with whom it called or serves; a lead any window',
    atHall.extend({ window: windowField }),
    z.object({ window: deskWindow }),
  ),
  closeWindow: operation(
    facts.closeWindow,
    'Leaves a window that serves nobody',
    atHall.extend({ window: windowField }),
    z.object({ closed: z.literal(true) }),
  ),
  callNext: operation(
    facts.callNext,
    'Calls whoever is next to a free window; nobody when nobody waits',
    atHall.extend({ window: windowField }),
    z.object({ entry: deskEntry.optional(), waiting: z.number().int() }),
  ),
  recall: operation(facts.recall, 'Calls the same ticket once more', onTicket, oneEntry),
  start: operation(facts.start, 'Begins to serve a ticket that was called', onTicket, oneEntry),
  complete: operation(
    facts.complete,
    'Ends serving: what was accepted, each with the day on which it is ready',
    onTicket.extend({
      /** Left out: everything was accepted. */
      accepted: acceptedField.optional(),
    }),
    oneEntry,
  ),
  correctAcceptance: operation(
    facts.correctAcceptance,
    'Puts right what was accepted: a clerk on the same day, a lead later; the days and the owner follow',
    onTicket.extend({ accepted: acceptedField, reason: z.enum(acceptanceReasons) }),
    oneEntry,
  ),
  noShow: operation(
    facts.noShow,
    'Nobody came to the call: to the back of the queue the first time, the end the second',
    onTicket,
    oneEntry,
  ),
  transfer: operation(
    facts.transfer,
    'Sends a ticket on to another window or lane, where it is called first or keeps its place',
    onTicket.extend({ window: windowField.optional(), lane: laneField.optional() }),
    oneEntry,
  ),
  undo: operation(facts.undo, 'Takes back one’s own last step on a ticket', onTicket, oneEntry),
  capacity: operation(
    facts.capacity,
    'The seats of a lane on a day',
    atHall.extend({ lane: laneField, date: dateField }),
    z.object({
      sessions: z.array(sessionShown),
      /** The hall's regular hours that day. */
      hours: z.array(z.object({ from: timeField, to: timeField })),
      /** Only while the hall closes early that day. */
      closesAt: timeField.optional(),
    }),
  ),
  setCapacity: operation(
    facts.setCapacity,
    'Changes the seats of each half hour; below what is booked it shows who is affected and offers them another seat',
    atHall.extend({
      lane: laneField,
      /** Further lanes that get the same number of seats. */
      otherLanes: setOf(laneField, 0, lanes.length).default([]),
      ...someDays,
      from: timeField,
      to: timeField,
      seats: z.number().int().min(0).max(500),
      windows: z.number().int().min(0).max(99).optional(),
      /** False shows who would be affected and changes nothing. */
      apply: z.boolean().default(false),
    }),
    cut,
  ),
  openSession: operation(
    facts.openSession,
    'Opens a session of its own, on a weekend or for students, bookable at once or from an announced time',
    atHall.extend({
      lane: laneField,
      date: dateField,
      from: timeField,
      to: timeField,
      windows: z.number().int().min(1).max(99),
      seats: z.number().int().min(1).max(500),
      slotMinutes: z.number().int().min(10).max(120).default(30),
      services: setOf(serviceField, 1, services.length),
      /** When its seats open to everyone; left out: at once. */
      releasedAt: z.iso.datetime({ offset: true }).optional(),
    }),
    z.object({ sessions: z.array(sessionShown) }),
  ),
  closeEarly: operation(
    facts.closeEarly,
    'Closes a hall early on a day: no new tickets, and another seat for everyone booked later; a later hour opens again',
    atHall.extend({ ...someDays, at: timeField, apply: z.boolean().default(false) }),
    cut,
  ),
  reopen: operation(
    facts.reopen,
    'Takes an early closing back: the hall keeps its hours, the slots have the seats that they had',
    atHall.extend(someDays),
    z.object({ reopened: z.literal(true) }),
  ),
  listRequests: operation(
    facts.listRequests,
    'Requests that wait for this hall, the longest overdue first, or those it has decided, newest first',
    atHall.extend({
      show: z.enum(['undecided', 'decided']).default('undecided'),
      limit: z.number().int().min(1).max(100).default(50),
    }),
    z.object({
      requests: z.array(reviewedRequest),
      undecided: z.number().int(),
      overdue: z.number().int(),
      asOf: z.iso.datetime(),
    }),
  ),
  getRequest: operation(
    facts.getRequest,
    'One request with everything that was said and sent',
    atHall.extend({ request: idField }),
    z.object({ request: reviewedRequest }),
  ),
  openEvidence: operation(
    facts.openEvidence,
    'One part of a file of a request; who looked is written down',
    atHall.extend({ request: idField, evidence: idField, part: z.number().int().min(0).max(999).default(0) }),
    evidencePart,
  ),
  review: operation(
    facts.review,
    'Approves or refuses a request, with a note to the person',
    atHall.extend({
      request: idField,
      decision: z.enum(['approved', 'refused']),
      note: textField(0, 300).default(''),
    }),
    z.object({ request: reviewedRequest }),
  ),
  listKiosks: operation(
    facts.listKiosks,
    'The kiosks of a hall: whether they work, and what citizens report of them',
    atHall,
    z.object({ kiosks: z.array(deskKiosk), asOf: z.iso.datetime() }),
  ),
  setKiosk: operation(
    facts.setKiosk,
    'Says whether a kiosk works, which settles what citizens reported, and how many people wait',
    atHall.extend({
      kiosk: hallField,
      inService: z.boolean(),
      queue: z.number().int().min(0).max(200).optional(),
    }),
    z.object({ kiosk: deskKiosk }),
  ),
  numbers: operation(
    facts.numbers,
    'What a hall did, by day, lane and service, and the same as CSV',
    atHall.extend({ from: dateField, to: dateField }),
    z.object({
      total: numbersLine,
      lines: z.array(numbersLine.extend({ date: dateField, lane: laneField, service: serviceField })),
      csv: z.string(),
    }),
  ),
  listDocuments: operation(
    facts.listDocuments,
    'Accepted documents of a hall in one state, or those past their promised day; with a text, wherever they are',
    atHall.extend({
      show: z.enum(['overdue', ...documentStatuses]).default('overdue'),
      /** Receipt, ticket number, name or the last characters of a document number. */
      text: lineField(1, 60).optional(),
      /** The last document of the page before. */
      after: idField.optional(),
      limit: z.number().int().min(1).max(200).default(50),
    }),
    z.object({
      date: dateField,
      counts: z.object({
        overdue: z.number().int(),
        accepted: z.number().int(),
        'in-production': z.number().int(),
        ready: z.number().int(),
      }),
      documents: z.array(deskDocument),
      hasMore: z.boolean(),
      asOf: z.iso.datetime(),
    }),
  ),
  advanceDocuments: operation(
    facts.advanceDocuments,
    'Takes documents one step on: those in the state before it move, the others are named and stay',
    atHall.extend({
      to: z.enum(reachedStatuses),
      by: z.union([
        z.object({ documents: setOf(idField, 1, 100) }),
        z.object({ receipts: setOf(receiptField, 1, 100) }),
        z.object({ ticket: idField }),
      ]),
    }),
    z.object({
      /** Those that are there now. */
      documents: z.array(deskDocument),
      /** Those that were in another state. */
      unmoved: z.array(deskDocument),
      /** Receipts or ids that this hall does not know. */
      unknown: z.array(z.string()),
    }),
  ),
  correctDocument: operation(
    facts.correctDocument,
    'Takes a document one step back, with the reason',
    atHall.extend({
      document: idField,
      /** The state that whoever corrects has seen. */
      from: z.enum(reachedStatuses),
      reason: z.enum(correctionReasons),
    }),
    z.object({ document: deskDocument }),
  ),
};
