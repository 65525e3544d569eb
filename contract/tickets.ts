import { z } from 'zod';
import { greenReasons } from '../domain/queue/greenChannel';
import { ticketStatuses } from '../domain/queue/ticketStatus';
import {
  bilingualField,
  dateField,
  hallField,
  idField,
  laneField,
  originFields,
  positionField,
  serviceField,
  setOf,
  timeField,
  tooFarField,
} from './fields';
import { whoComes } from './identity';
import { operation } from './operation';
import { operations } from './operations';

export const greenField = z.enum(greenReasons);
export const windowField = z.number().int().min(1).max(99);

/** A range of minutes, at least one wide: nobody knows exactly. */
export const waitField = z.object({ from: z.number().int().min(1), to: z.number().int().min(2) });

/** How a phone shows that its owner is at the hall or soon will be. */
export const presenceField = z.union([
  /** What the code at the entrance says today. */
  z.object({ hallCode: z.string().min(8).max(200) }),
  z.object({ near: positionField }),
  z.object({ arriveInMinutes: z.number().int().min(0).max(240) }),
]);

export const ticket = z.object({
  id: idField,
  /** What is called: `B012`. */
  number: z.string(),
  status: z.enum(ticketStatuses),
  hall: hallField,
  hallName: bilingualField,
  lane: laneField,
  date: dateField,
  /** Keeps the priority of an appointment. */
  booked: z.boolean(),
  green: greenField.optional(),
  reservation: idField.optional(),
  /** People who are called before, as it stands now. Only while waiting. */
  ahead: z.number().int().min(0).optional(),
  /** Left out while no window calls: then nobody knows. Only while waiting. */
  wait: waitField.optional(),
  /** Time to go to the seats in front of the windows. */
  comeNow: z.boolean(),
  /** Where to go. Only while called or served. */
  window: windowField.optional(),
  /** Called a second time. */
  calledAgain: z.boolean(),
  /** Calls that were missed: the ticket went to the back of the queue. */
  misses: z.number().int(),
  people: z.array(
    z.object({
      name: z.string(),
      services: z.array(
        z.object({
          service: serviceField,
          /** Once served: whether it was accepted, and when it is ready. */
          accepted: z.boolean().optional(),
          promisedOn: dateField.optional(),
        }),
      ),
    }),
  ),
  /** Sent on by staff: to a window, which calls it first, or to another lane. The number stays. Only while waiting. */
  sentTo: z.object({ window: windowField.optional() }).optional(),
  takenAt: z.iso.datetime(),
  mayLeave: z.boolean(),
  asOf: z.iso.datetime(),
});

export type Ticket = z.infer<typeof ticket>;

/** A hall as someone who wants a ticket sees it. */
export const hallQueue = z.object({
  hall: hallField,
  waiting: z.number().int(),
  windowsOpen: z.number().int(),
  /** What a new ticket would wait; left out while no window calls. */
  wait: waitField.optional(),
  /** False: it can no longer serve a newcomer today. */
  givesTickets: z.boolean(),
  /** Why it gives none. */
  because: z.enum(['closed', 'full']).optional(),
  closesAt: timeField.optional(),
  distanceMetres: z.number().int().optional(),
});

const facts = operations.tickets;

export const tickets = {
  take: operation(
    facts.take,
    'Takes a ticket for people who are at a hall or soon will be',
    z
      .object({
        hall: hallField,
        /** For everyone who names no services of their own. */
        service: serviceField.optional(),
        people: z
          .array(z.object({ person: whoComes, services: setOf(serviceField, 1, 3).optional() }))
          .min(1)
          .max(5),
        green: greenField.optional(),
        presence: presenceField,
      })
      .refine(({ service, people }) => service !== undefined || people.every(({ services }) => services), {
        path: ['service'],
      }),
    z.object({ ticket }),
  ),
  checkIn: operation(
    facts.checkIn,
    'Checks in for an appointment of today and gives its ticket',
    z.object({ reservation: idField, green: greenField.optional(), presence: presenceField }),
    z.object({ ticket }),
  ),
  get: operation(facts.get, 'One ticket of mine', z.object({ ticket: idField }), z.object({ ticket })),
  listMine: operation(
    facts.listMine,
    'My tickets of today, the newest first',
    z.object({}),
    z.object({ tickets: z.array(ticket) }),
  ),
  leave: operation(facts.leave, 'Gives a ticket back', z.object({ ticket: idField }), z.object({ ticket })),
  halls: operation(
    facts.halls,
    'How long one waits at each hall now, and which still give tickets; the nearest or shortest first',
    z.object({ service: serviceField.optional(), ...originFields }),
    z.object({ tooFar: tooFarField, halls: z.array(hallQueue), asOf: z.iso.datetime() }),
  ),
  display: operation(
    facts.display,
    'What the screen in a hall shows: who is called to which window',
    z.object({ hall: hallField }),
    z.object({
      hallName: bilingualField,
      called: z.array(z.object({ number: z.string(), window: windowField, again: z.boolean() })),
      waiting: z.array(z.object({ lane: laneField, count: z.number().int() })),
      windowsOpen: z.number().int(),
      wait: waitField.optional(),
      asOf: z.iso.datetime(),
    }),
  ),
};
