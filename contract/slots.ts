import { z } from 'zod';
import { announcedKinds } from '../domain/availability/sessionKind';
import {
  dateField,
  hallField,
  laneField,
  laterDateField,
  originFields,
  partySizeField,
  residenceField,
  serviceField,
  setOf,
  slotField,
  timeField,
  tooFarField,
} from './fields';
import { operation } from './operation';
import { operations } from './operations';

/** A slot's seats as they stood at `asOf`. `open` counts seats that anyone may book now. */
export const openSlot = z.object({
  id: slotField,
  start: timeField,
  end: timeField,
  open: z.number().int(),
  /** When its seats open (an instant), while they are not released. */
  opensAt: z.iso.datetime().optional(),
});

/** One of several slots to choose from; `FreeSlot` of the domain. */
export const freeSlot = z.object({
  hall: hallField,
  slot: slotField,
  date: dateField,
  start: timeField,
  end: timeField,
  open: z.number().int(),
});

/** A day at a hall: seats over all its slots. `opensAt` (an instant) is when the next of them open, if any still do. */
export const openDay = z.object({
  date: dateField,
  open: z.number().int(),
  capacity: z.number().int(),
  opensAt: z.iso.datetime().optional(),
  /** True past the last official holiday notice: the hall may turn out to be closed, the client says so. */
  provisional: z.boolean(),
  /** Served on a weekend or holiday, and only what overtime takes. */
  overtime: z.literal(true).optional(),
  slots: z.array(openSlot).optional(),
});

const facts = operations.slots;

export const slots = {
  search: operation(
    facts.search,
    'Free seats by hall and day; half-hour slots too when the span is a week or less',
    z.object({
      service: serviceField,
      lane: laneField.default('appointment'),
      from: dateField,
      to: dateField,
      halls: setOf(hallField, 1, 50).optional(),
      partySize: partySizeField.default(1),
      ...originFields,
    }),
    z.object({
      tooFar: tooFarField,
      halls: z.array(
        z.object({ hall: hallField, distanceMetres: z.number().int().optional(), days: z.array(openDay) }),
      ),
      asOf: z.iso.datetime(),
    }),
  ),
  earliest: operation(
    facts.earliest,
    'The soonest free seats anywhere in the city, at most one for each hall',
    z.object({
      service: serviceField,
      /** Further services that the same seat must offer. */
      also: setOf(serviceField, 0, 5).default([]),
      lane: laneField.default('appointment'),
      partySize: partySizeField.default(1),
      ...originFields,
      limit: z.number().int().min(1).max(20).default(5),
    }),
    z.object({
      tooFar: tooFarField,
      options: z.array(freeSlot.extend({ distanceMetres: z.number().int().optional() })),
      asOf: z.iso.datetime(),
    }),
  ),
  listAnnounced: operation(
    facts.listAnnounced,
    'Student sessions and weekend overtime to come: where, for what, and when their seats open',
    z.object({}),
    z.object({
      sessions: z.array(
        z.object({
          kind: z.enum(announcedKinds),
          lane: laneField,
          date: dateField,
          services: z.array(serviceField),
          halls: z.array(hallField),
          /** Seats that anyone may book now. */
          open: z.number().int(),
          opensAt: z.iso.datetime().optional(),
        }),
      ),
      asOf: z.iso.datetime(),
    }),
  ),
  promise: operation(
    facts.promise,
    'The day by which the document is ready, on the official calendar of working days',
    z.object({
      service: serviceField,
      lane: laneField.default('appointment'),
      residence: residenceField,
      acceptedOn: dateField,
    }),
    z.object({
      promisedOn: laterDateField,
      /** True when the official calendar does not reach far enough: the client says "about". */
      provisional: z.boolean(),
      timeLimit: z.object({ days: z.number().int(), unit: z.enum(['working-days', 'calendar-days']) }),
    }),
  ),
};
