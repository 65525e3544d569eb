import { z } from 'zod';
import { waitlistActions } from '../domain/waitlist/decideEntry';
import { type WaitlistStatus, waitlistMoves } from '../domain/waitlist/waitlistStatus';
import {
  bilingualField,
  dateField,
  hallField,
  idField,
  laneField,
  phoneField,
  serviceField,
  setOf,
  slotField,
  timeField,
} from './fields';
import { whoComes } from './identity';
import { operation } from './operation';
import { operations } from './operations';

const statuses = Object.keys(waitlistMoves) as [WaitlistStatus, ...WaitlistStatus[]];

export const waitlistEntry = z.object({
  /** Also the id of the reservation that comes of it. */
  id: idField,
  status: z.enum(statuses),
  /** 1 for the first. Those before wait for some of the same seats. Only while waiting. */
  position: z.number().int().min(1).optional(),
  services: z.array(serviceField),
  lane: laneField,
  halls: z.array(hallField),
  from: dateField,
  to: dateField,
  earliestStart: timeField,
  latestStart: timeField,
  people: z.array(z.object({ name: z.string(), services: z.array(serviceField) })),
  /** Booked without being asked when a seat frees. */
  automatic: z.boolean(),
  joinedAt: z.iso.datetime(),
  /** When the list of the last day closes (an instant). */
  closesAt: z.iso.datetime(),
  /** Seats that are held until an instant. Only while offered. */
  offer: z
    .object({
      slot: slotField,
      hall: hallField,
      hallName: bilingualField,
      date: dateField,
      start: timeField,
      end: timeField,
      heldUntil: z.iso.datetime(),
    })
    .optional(),
  actions: z.array(z.enum(waitlistActions)),
});

export type WaitlistEntry = z.infer<typeof waitlistEntry>;

const answer = z.object({ entry: idField, slot: slotField });
const changed = z.object({ entry: waitlistEntry });

const facts = operations.reservations;

/** The waitlist's part of the reservations room. */
export const waitlist = {
  joinWaitlist: operation(
    facts.joinWaitlist,
    'Waits for seats for one to five people: in these halls, on these days, at these hours',
    z.object({
      service: serviceField,
      halls: setOf(hallField, 1, 50),
      from: dateField,
      to: dateField,
      people: z
        .array(
          z.object({
            person: whoComes,
            /** Left out: the service above. */
            services: setOf(serviceField, 1, 3).optional(),
          }),
        )
        .min(1)
        .max(5),
      guardian: whoComes.optional(),
      phone: phoneField.optional(),
      /** First and last start of a visit, both included; left out: any. */
      earliestStart: timeField.default('00:00'),
      latestStart: timeField.default('24:00'),
      /** True to be booked at once when a seat frees; false to be asked, while the seat is held. */
      automatic: z.boolean(),
    }),
    changed,
  ),
  acceptOffer: operation(facts.acceptOffer, 'Books the seats that are held for this entry', answer, changed),
  declineOffer: operation(
    facts.declineOffer,
    'Lets the held seats go to the next; the entry keeps its place for other seats',
    answer,
    changed,
  ),
  leaveWaitlist: operation(
    facts.leaveWaitlist,
    'Leaves the waitlist; held seats go to the next',
    z.object({ entry: idField }),
    changed,
  ),
  myWaitlist: operation(
    facts.myWaitlist,
    'My places on the waitlist: offers and live ones first, then those that ended lately',
    z.object({}),
    z.object({ entries: z.array(waitlistEntry) }),
  ),
};
