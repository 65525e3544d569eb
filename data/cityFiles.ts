import { z } from 'zod';
import type { collectionFacts } from '../contract/documents';
import {
  bilingualField,
  dateField,
  hallField,
  laneField,
  materialField,
  monthField,
  residenceField,
  serviceField,
  timeField,
} from '../contract/fields';
import type { destinationTable, guideTable } from '../contract/guide';
import type { MessageTable } from '../contract/messages';
import { requestTable } from '../contract/requests';
import { hallModes, type hintTable } from '../contract/windows';
import { type BookingRuleName, bookingRuleNames } from '../domain/booking/bookingRules';
import { type RankingRuleName, rankingRuleNames } from '../domain/nearest/rankingRules';
import { ageGroups, endorsements, purposes } from '../domain/nearest/shortcuts';
import { type QueueRuleName, queueRuleNames } from '../domain/queue/queueRules';
import { type RequestRuleName, requestRuleNames } from '../domain/requests/requestRules';
import { type TrustRuleName, trustRuleNames } from '../domain/trust/trustRules';
import type { Sources } from './provenance';

/** Where a fact comes from: sources of `sources.json`, or a sentence that begins with `assumption:` (`provenance.ts`). */
const source = z.string().min(10);

export const hallFacts = z.object({
  hall: hallField,
  mode: z.enum(hallModes),
  /** The month of the notice that says so, until an administrator confirms that it still holds. */
  modeAnnounced: monthField.optional(),
  modeSource: source,
  name: bilingualField,
  district: bilingualField,
  address: bilingualField.extend({ verified: z.boolean(), source }),
  phone: z.object({ value: z.string(), source }),
  hours: z.object({
    verified: z.boolean(),
    source,
    periods: z.array(
      z.object({ weekdays: z.array(z.number().int().min(1).max(7)), from: timeField, to: timeField }),
    ),
  }),
  position: z.object({
    longitude: z.number(),
    latitude: z.number(),
    precisionMetres: z.number().int(),
    /** True once an official source says it: only then is it pointed at on a map. */
    verified: z.boolean(),
    source,
  }),
  lanes: z.array(
    z.object({
      lane: laneField,
      services: z.array(serviceField),
      windows: z.number().int(),
      windowsSource: source,
      source,
    }),
  ),
  servicesSource: source,
});

export const hallsFile = z.object({
  city: z.object({
    code: z.string().regex(/^\d{6}$/),
    name: bilingualField,
    hotline: z.string(),
    hotlineSource: source,
  }),
  namesSource: source,
  halls: z.array(hallFacts),
});

const paper = materialField.safeExtend({ source });

/** Papers are written once and named by the services that ask for them. */
export const servicesFile = z
  .object({
    papers: z.record(z.string(), paper),
    services: z.array(
      z.object({
        service: serviceField,
        name: bilingualField,
        shortName: bilingualField,
        fees: z.array(z.object({ item: bilingualField, yuan: z.number(), source })),
        timeLimits: z.array(
          z.object({
            residence: residenceField,
            days: z.number().int(),
            unit: z.enum(['working-days', 'calendar-days']),
            source,
          }),
        ),
        materials: z.array(z.string()).min(1),
        inPerson: bilingualField,
        inPersonSource: source,
        minutesPerApplicant: z.number().positive(),
        minutesSource: source,
      }),
    ),
  })
  .transform(({ papers, services }, context) => {
    const named = new Set(services.flatMap(({ materials }) => materials));
    for (const id of [...named, ...Object.keys(papers)])
      if (!named.has(id) || papers[id] === undefined)
        context.addIssue({ code: 'custom', message: `the paper ${id} is not both written and named` });
    return {
      services: services.map((service) => ({
        ...service,
        materials: service.materials.flatMap((id) => papers[id] ?? []),
      })),
    };
  });

export const rulesFile = z.object({
  minutesPerPerson: z.object({ value: z.number().positive(), source }),
  rules: z.array(
    z.object({
      name: z.enum([...bookingRuleNames, ...queueRuleNames] as [
        BookingRuleName | QueueRuleName,
        ...(BookingRuleName | QueueRuleName)[],
      ]),
      /** A hall's own number; left out for the city's. */
      hall: hallField.optional(),
      value: z.number(),
      source,
    }),
  ),
});

export const trustFile = z.object({
  rules: z.array(
    z.object({
      name: z.enum(trustRuleNames as [TrustRuleName, ...TrustRuleName[]]),
      value: z.number().min(0),
      source,
    }),
  ),
});

/** Reasons with the proof that each needs, and the numbers of requests. */
export const requestsFile = requestTable.extend({
  rules: z.array(
    z.object({
      name: z.enum(requestRuleNames as [RequestRuleName, ...RequestRuleName[]]),
      value: z.number().min(0),
      source,
    }),
  ),
});

export const sessionsFile = z.object({
  /** What is served on weekends; an administrator may change it without a release. */
  overtime: z.object({ services: z.array(serviceField).min(1), source }),
  templates: z.array(
    z.object({
      mode: z.enum(hallModes),
      lane: laneField,
      weekdays: z.array(z.number().int().min(1).max(7)),
      from: timeField,
      to: timeField,
      slotMinutes: z.number().int().positive(),
      /** Null for every service of the lane. */
      services: z.array(serviceField).nullable(),
      source,
    }),
  ),
});

export const provisionalHolidaysFile = z.object({
  note: z.string(),
  days: z.array(
    z.object({ date: dateField, kind: z.enum(['holiday', 'makeup-workday']), name: z.string(), source }),
  ),
});

export const rankingFile = z.object({
  rules: z.array(
    z.object({
      name: z.enum(rankingRuleNames as [RankingRuleName, ...RankingRuleName[]]),
      value: z.number().positive(),
      source,
    }),
  ),
});

export const kiosksFile = z.object({
  kiosks: z.array(
    z.object({
      kiosk: hallField,
      /** The hall in which it stands; its position, address and hours are the kiosk's. */
      hall: hallField,
      name: bilingualField,
      /** Null while nobody has said how many. */
      devices: z.number().int().positive().nullable(),
      /** The day of the report that counts them. */
      devicesAsOf: dateField.optional(),
      devicesSource: source,
      endorsements: z.array(z.enum(endorsements)),
      place: z.object({ confirmed: z.boolean(), source }),
      hoursSource: source,
    }),
  ),
});

export const shortcutsFile = z.object({
  onlineRenewal: z.object({
    services: z.array(serviceField),
    servicesSource: source,
    purposes: z.array(z.enum(purposes)),
    ages: z.array(z.enum(ageGroups)),
    /** Each city renews online for its own households. */
    households: z.object({
      cities: z
        .array(
          z.object({ city: z.string().regex(/^\d{6}$/), name: bilingualField, since: dateField, source }),
        )
        .min(1),
      /** False while no complete list is known; `more` then says whom to ask. */
      complete: z.boolean(),
      more: bilingualField,
      source,
    }),
    source,
    conditions: bilingualField,
    how: bilingualField,
    howSource: source,
  }),
  kiosk: z.object({
    services: z.array(serviceField),
    cardPermitOnly: z.boolean(),
    source,
    endorsements: z.array(z.object({ letter: z.enum(endorsements), cityHouseholdOnly: z.boolean(), source })),
    conditions: bilingualField,
  }),
  greenChannel: z.object({ ages: z.array(z.enum(ageGroups)), priority: z.boolean(), source }),
});

/** A city as its files describe it. */
export interface CityFiles {
  readonly halls: z.output<typeof hallsFile>;
  readonly services: z.output<typeof servicesFile>;
  readonly rules: z.output<typeof rulesFile>;
  readonly sessions: z.output<typeof sessionsFile>;
  readonly guide: z.output<typeof guideTable>;
  readonly destinations: z.output<typeof destinationTable>;
  readonly hints: z.output<typeof hintTable>;
  readonly collection: z.output<typeof collectionFacts>;
  readonly messages: MessageTable;
  readonly ranking: z.output<typeof rankingFile>;
  readonly kiosks: z.output<typeof kiosksFile>;
  readonly shortcuts: z.output<typeof shortcutsFile>;
  readonly trust: z.output<typeof trustFile>;
  readonly requests: z.output<typeof requestsFile>;
  readonly sources: Sources;
}
