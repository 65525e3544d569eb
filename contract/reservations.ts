import { z } from 'zod';
import { documentTypes } from '../domain/person/documentType';
import { reservationActions } from '../domain/reservation/availableActions';
import { type ReservationStatus, reservationMoves } from '../domain/reservation/reservationStatus';
import {
  bilingualField,
  dateField,
  hallField,
  idField,
  laneField,
  phoneField,
  residenceField,
  serviceField,
  setOf,
  slotField,
  timeField,
} from './fields';
import { whoComes } from './identity';
import { operation } from './operation';
import { operations } from './operations';
import { waitlist } from './waitlist';

const partyMember = z.object({
  person: whoComes,
  services: setOf(serviceField, 1, 3),
});

const statuses = Object.keys(reservationMoves) as [ReservationStatus, ...ReservationStatus[]];

export const reservation = z.object({
  id: idField,
  /** Eight characters to read out at the hall, for example `K7M39QXA`. */
  code: z.string(),
  /** What the QR code says: signed, and worthless after the day of the visit. */
  pass: z.string().optional(),
  status: z.enum(statuses),
  hall: hallField,
  hallName: bilingualField,
  lane: laneField,
  slot: slotField,
  date: dateField,
  start: timeField,
  end: timeField,
  people: z.array(
    z.object({
      name: z.string(),
      documentType: z.enum(documentTypes),
      documentNumber: z.string(),
      residence: residenceField,
      services: z.array(serviceField),
    }),
  ),
  phone: z.string(),
  /** The latest day on which all its documents are ready when accepted on the day of the visit. */
  promisedOn: dateField,
  promiseProvisional: z.boolean(),
  actions: z.array(z.enum(reservationActions)),
  /** True when cancelling now counts as late (half a missed visit). */
  cancellingIsLate: z.boolean(),
  /** The hall needs this seat back: another one is held until an instant, to take with one tap. */
  moveOffer: z
    .object({
      slot: slotField,
      hall: hallField,
      hallName: bilingualField,
      date: dateField,
      start: timeField,
      end: timeField,
      until: z.iso.datetime(),
    })
    .optional(),
  /** Until when it may be changed or cancelled (an instant). */
  changeUntil: z.iso.datetime(),
});

export type Reservation = z.infer<typeof reservation>;

const facts = operations.reservations;

export const reservations = {
  make: operation(
    facts.make,
    'Books seats for one to five people on one slot: all of them or none',
    z.object({
      slot: slotField,
      people: z.array(partyMember).min(1).max(5),
      /** An adult who comes along with minors without applying. */
      guardian: whoComes.optional(),
      /** An approved request that opens the enterprise or urgent lane. */
      request: idField.optional(),
      /** Left out: the phone saved with the first of the party who has one. */
      phone: phoneField.optional(),
      /** Declares that everyone who applies is a student: what a student session asks for. */
      students: z.boolean().optional(),
      /** The proof of a challenge, where the city asks for one after a release. */
      challenge: z.string().min(1).max(2048).optional(),
    }),
    z.object({ reservation }),
  ),
  reschedule: operation(
    facts.reschedule,
    'Moves a reservation to another slot; the old seats are kept when the new slot is full',
    z.object({ reservation: idField, slot: slotField }),
    z.object({ reservation }),
  ),
  cancel: operation(
    facts.cancel,
    'Cancels a reservation and frees its seats',
    z.object({ reservation: idField }),
    z.object({ reservation }),
  ),
  acceptMove: operation(
    facts.acceptMove,
    'Takes the seat that the hall offers instead',
    z.object({ reservation: idField }),
    z.object({ reservation }),
  ),
  declineMove: operation(
    facts.declineMove,
    'Keeps the present seat; the one that was offered is given up',
    z.object({ reservation: idField }),
    z.object({ reservation }),
  ),
  get: operation(
    facts.get,
    'One reservation of mine',
    z.object({ reservation: idField }),
    z.object({ reservation }),
  ),
  listMine: operation(
    facts.listMine,
    'My reservations: those to come first, then the past ones, newest first',
    z.object({
      /** The last past one of the page before: those that follow it are given. */
      before: idField.optional(),
      limit: z.number().int().min(1).max(50).default(20),
    }),
    z.object({ reservations: z.array(reservation), hasMore: z.boolean() }),
  ),
  ...waitlist,
};
