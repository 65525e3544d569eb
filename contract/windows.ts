import { z } from 'zod';
import { ageGroups, endorsements, purposes } from '../domain/nearest/shortcuts';
import { certainties, optionKinds, optionRemarks } from '../domain/nearest/visitOption';
import { residences } from '../domain/person/residence';
import {
  bilingualField,
  dateField,
  hallField,
  laneField,
  materialField,
  monthField,
  originFields,
  partySizeField,
  positionField,
  residenceField,
  serviceField,
  setOf,
  slotField,
  timeField,
  tooFarField,
} from './fields';
import { operation } from './operation';
import { operations } from './operations';

const hintNames = ['green-channel', 'online-renewal', 'kiosk', 'serve-on-arrival'] as const;

export const hallModes = ['dual-track', 'serve-on-arrival'] as const;

const openingHours = z.object({
  /** ISO weekdays, 1 Monday to 7 Sunday. */
  weekdays: z.array(z.number().int().min(1).max(7)),
  from: timeField,
  to: timeField,
});

/** Today as the place keeps it: closed on a holiday, weekend hours. */
const todaysHours = z.object({
  date: dateField,
  open: z.boolean(),
  /** Closed because of a public holiday. */
  holiday: z.boolean(),
  hours: z.array(z.object({ from: timeField, to: timeField })),
  /** While closed today: the next day on which it opens. */
  next: dateField.optional(),
});

export const hall = z.object({
  hall: hallField,
  name: bilingualField,
  district: bilingualField,
  address: bilingualField,
  /** False while the address is not confirmed by an official source: the client says so. */
  addressVerified: z.boolean(),
  phone: z.string(),
  mode: z.enum(hallModes),
  /** The month of the notice that says so; left out once an administrator has confirmed it. */
  modeAnnounced: monthField.optional(),
  hours: z.array(openingHours),
  hoursVerified: z.boolean(),
  /** To point at and to lead to. Left out while no official source says where the hall is. */
  position: positionField.optional(),
  /** Somewhere inside this circle, its middle rounded: to estimate ways with, never to point at. */
  area: positionField.extend({ errorMetres: z.number().int() }),
  lanes: z.array(z.object({ lane: laneField, services: z.array(serviceField) })),
  distanceMetres: z.number().int().optional(),
  today: todaysHours,
});

export const kiosk = z.object({
  kiosk: hallField,
  /** The hall in which it stands, whose address and phone are the kiosk's. */
  hall: hallField,
  name: bilingualField,
  /** False while no official source says that it stands there: the client says so. */
  confirmed: z.boolean(),
  endorsements: z.array(z.enum(endorsements)),
  /** How many machines, where a source or the staff say it, and the day of that report. */
  devices: z.object({ count: z.number().int(), asOf: dateField.optional() }).optional(),
  inService: z.boolean(),
  /** People waiting, by a report that is still believed. */
  queue: z.number().int().optional(),
  /** People who lately found it out of service, and when the last of them did; staff have not spoken since. */
  reportedOut: z.object({ people: z.number().int(), at: z.iso.datetime() }).optional(),
  distanceMetres: z.number().int().optional(),
  today: todaysHours,
});

/** A way that spares people the visit: what it asks of them, and how it goes. */
const shortcut = z.object({ conditions: bilingualField, how: bilingualField.optional() });

/** The cities whose households renew online, each with its own city, and what to do when yours is not listed. */
const onlineShortcut = shortcut.extend({
  cities: z.array(z.object({ name: bilingualField, since: dateField })),
  moreCities: bilingualField,
});

/** Which endorsements a kiosk gives, and whether only to households of the city. */
const kioskShortcut = shortcut.extend({
  endorsements: z.array(z.object({ letter: z.enum(endorsements), cityHouseholdOnly: z.boolean() })),
});

const hint = z.object({ hint: z.enum(hintNames), text: bilingualField });

/** `data/<city>/hints.json`: the ways that spare people a booking or a visit, each with all of its conditions. */
export const hintTable = z.object({
  hints: z.array(hint.extend({ source: z.string().min(10) })).min(1),
});

export const serviceFacts = z.object({
  service: serviceField,
  name: bilingualField,
  shortName: bilingualField,
  /** What to pay, for example first issue 120 yuan. */
  fees: z.array(z.object({ item: bilingualField, yuan: z.number() })),
  timeLimits: z.array(
    z.object({
      residence: z.enum(residences),
      days: z.number().int(),
      unit: z.enum(['working-days', 'calendar-days']),
    }),
  ),
  materials: z.array(materialField),
  inPerson: bilingualField,
  minutesPerApplicant: z.number(),
});

/** What a person says of themselves; what they leave out entitles them to nothing. */
const aboutPerson = z.object({
  age: z.enum(ageGroups).optional(),
  /** Household registered in the city itself. */
  cityHousehold: z.boolean().optional(),
  /** Household registered in a city whose residents renew online. */
  pilotHousehold: z.boolean().optional(),
  purpose: z.enum(purposes).optional(),
  endorsement: z.enum(endorsements).optional(),
  registeredPersonnel: z.boolean().optional(),
  cardPermit: z.boolean().optional(),
  /** Pregnant, disabled, or with an infant. */
  needsPriority: z.boolean().optional(),
  /** A student, who may use student sessions. */
  student: z.boolean().optional(),
});

/** When they can come; left out: any day of the horizon, any hour. */
const freeTime = z.object({
  from: dateField.optional(),
  to: dateField.optional(),
  weekdays: setOf(z.number().int().min(1).max(7), 1, 7).optional(),
  earliestStart: timeField.optional(),
  latestStart: timeField.optional(),
});

const visitOption = z.object({
  id: z.string(),
  kind: z.enum(optionKinds),
  hall: hallField.optional(),
  kiosk: hallField.optional(),
  /** Straight line; left out like the way. */
  distanceMetres: z.number().int().optional(),
  /** One way; left out while nobody knows where the person is, or the place is known too roughly to say. */
  travelMinutes: z.number().int().optional(),
  date: dateField,
  /** When to be there; left out today where only the length of the way would tell. */
  start: timeField.optional(),
  slot: slotField.optional(),
  open: z.number().int().optional(),
  daysUntilServed: z.number().int(),
  /** Left out when nobody knows. */
  waitMinutes: z.number().int().optional(),
  certainty: z.enum(certainties),
  remarks: z.array(z.enum(optionRemarks)),
  /** What it costs in all, in minutes of the person's time (`docs/nearest.md`). */
  burdenMinutes: z.number(),
  /** When the document is ready, where it is not handed out at once. */
  promisedOn: dateField.optional(),
  promiseProvisional: z.boolean().optional(),
});

const difference = z.discriminatedUnion('count', [
  /** Nearer for certain; by how much, where both ways are told. */
  z.object({ count: z.literal('way'), metres: z.number().int().optional() }),
  /** No way at all. */
  z.object({ count: z.literal('visit') }),
  /** Served earlier on the same day. */
  z.object({ count: z.literal('sameDay'), minutes: z.number().int() }),
  z.object({ count: z.literal('days'), days: z.number().int() }),
  z.object({ count: z.literal('wait'), minutes: z.number().int().optional() }),
  z.object({ count: z.literal('certainty') }),
]);

const facts = operations.windows;

export const windows = {
  city: operation(
    facts.city,
    'The city as its citizens see it: halls, services and the rules of booking',
    z.object(originFields),
    z.object({
      tooFar: tooFarField,
      city: z.object({ code: z.string(), name: bilingualField, hotline: z.string() }),
      today: dateField,
      halls: z.array(hall),
      kiosks: z.array(kiosk),
      shortcuts: z.object({ onlineRenewal: onlineShortcut.optional(), kiosk: kioskShortcut.optional() }),
      /** How one may be served without booking or without a visit. */
      hints: z.array(hint),
      services: z.array(serviceFacts),
      rules: z.object({
        horizonDays: z.number().int(),
        release: timeField,
        noonRelease: timeField,
        partyMax: z.number().int(),
        peoplePerAccount: z.number().int(),
        bookUntilMinutesBefore: z.number().int(),
        changeUntilMinutesBefore: z.number().int(),
        freeCancelDaysBefore: z.number().int(),
        guardianUnderAge: z.number().int(),
        /** Whom a student session takes, both included. */
        studentAges: z.object({ from: z.number().int(), to: z.number().int() }),
        /** When the waitlist of a day closes, the evening before it. */
        waitlistCloses: timeField,
        offerHoldMinutes: z.number().int(),
        /** A ticket may be taken by phone by someone who arrives within this time. */
        arriveWithinMinutes: z.number().int(),
        /** Checking in opens this long before the start of a visit. */
        checkInMinutesBefore: z.number().int(),
        /** Who is further than this from every hall is not ranked by way. Metres. */
        rankWithinMetres: z.number(),
        /** A distance is told as a number while its error is at most this share of it. */
        toldErrorShare: z.number(),
      }),
    }),
  ),
  reportKiosk: operation(
    facts.reportKiosk,
    'Tells everyone that a kiosk does not work, or that it does and how many people wait',
    z.object({
      kiosk: hallField,
      works: z.boolean(),
      /** People in the queue; only of a kiosk that works. */
      queue: z.number().int().min(0).max(99).optional(),
    }),
    z.object({ reported: z.literal(true) }),
  ),
  nearest: operation(
    facts.nearest,
    'Where and when to be served best, by every way there is: ranked, and the first one explained',
    z.object({
      service: serviceField,
      lane: laneField.default('appointment'),
      ...originFields,
      partySize: partySizeField.default(1),
      residence: residenceField.default('in-province'),
      when: freeTime.default({}),
      about: aboutPerson.default({}),
      /** `none`: only ways that need no booking, also those that a booked one beats. */
      booking: z.enum(['any', 'none']).default('any'),
      /** Where they usually go: another day there is an option too. */
      usualHall: hallField.optional(),
      limit: z.number().int().min(1).max(20).default(8),
    }),
    z.object({
      tooFar: tooFarField,
      options: z.array(visitOption),
      /** Why the first stands first, against the nearest other one; left out when it is the only one. */
      explanation: z
        .object({ against: z.string(), pays: z.array(difference), gains: z.array(difference) })
        .optional(),
      asOf: z.iso.datetime(),
    }),
  ),
};
