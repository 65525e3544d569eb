import { z } from 'zod';
import { bilingualField, conditionsField, dateField, laneField, serviceField } from './fields';
import { operation } from './operation';
import { operations } from './operations';

/** What a citizen does next: go online, to a kiosk, to a hall, elsewhere, or ask first. */
export const wayKinds = ['online', 'kiosk', 'hall', 'elsewhere', 'ask'] as const;

export const laneActions = ['book', 'walk-in', 'request-urgent', 'request-enterprise'] as const;

const conditions = conditionsField.optional();

const guideQuestion = z.object({
  id: z.string(),
  text: bilingualField,
  hint: bilingualField.optional(),
  when: conditions,
  answers: z
    .array(
      z.object({
        id: z.string(),
        text: bilingualField,
        hint: bilingualField.optional(),
        /** Offered only when these hold for the answers to earlier questions. */
        when: conditions,
      }),
    )
    .min(2),
});

const source = z.string().min(10);

/** The decision table as it is kept: questions, and rows that hold for some of their answers. */
export const guideTable = z.object({
  /** In a hint `{cities}` stands for the cities whose households renew online. */
  questions: z.array(guideQuestion),
  /** Which service the answers are about: the first row that holds. */
  services: z.array(z.object({ service: serviceField, when: conditions })),
  ways: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(wayKinds),
      when: conditions,
      title: bilingualField,
      text: bilingualField,
      /** Where it is done online. */
      address: z.string().optional(),
      source,
    }),
  ),
  lanes: z.array(
    z.object({
      id: z.string(),
      lane: laneField,
      action: z.enum(laneActions),
      when: conditions,
      /** Whoever may use it must not be sent online first. */
      beforeOnline: z.boolean().optional(),
      name: bilingualField,
      text: bilingualField,
      source,
    }),
  ),
  notes: z.array(z.object({ id: z.string(), when: conditions, text: bilingualField, source })),
  reminders: z.array(z.object({ id: z.string(), text: bilingualField, source })),
});

/** `data/<city>/destinations.json`: what is known before applying, by where the person wants to go. */
export const destinationTable = z.object({
  destinations: z
    .array(
      z.object({
        id: z.string(),
        name: bilingualField,
        /** What is needed to go there. */
        services: z.array(serviceField).min(1),
        facts: z.array(z.object({ text: bilingualField, source })).min(1),
      }),
    )
    .min(1),
});

/** A promise that is shown before booking. */
const promise = z.object({
  /** The day on which the papers are accepted, for which the promise is computed. */
  acceptedOn: dateField,
  promisedOn: dateField,
  /** True when the official calendar does not reach far enough: the client says "about". */
  provisional: z.boolean(),
});

export const guideAnswer = z.object({
  way: z.object({
    id: z.string(),
    kind: z.enum(wayKinds),
    title: bilingualField,
    text: bilingualField,
    /** Where it is done online. */
    address: z.string().optional(),
  }),
  /** Left out where the errand is none of ours. */
  service: serviceField.optional(),
  fees: z.array(z.object({ item: bilingualField, yuan: z.number() })),
  /** `when` is the condition that the answers leave open: it is shown beside the paper. */
  materials: z.array(z.object({ item: bilingualField, when: bilingualField.optional() })),
  inPerson: bilingualField.optional(),
  lanes: z.array(
    z.object({
      id: z.string(),
      lane: laneField,
      action: z.enum(laneActions),
      /** Shown before the way, which is online and would cost these people time. */
      beforeWay: z.boolean(),
      name: bilingualField,
      text: bilingualField,
      timeLimit: z.object({ days: z.number().int(), unit: z.enum(['working-days', 'calendar-days']) }),
      /** Left out while the lane has no free seat. */
      promise: promise.optional(),
      /** When the lane's next seats open (an instant), while it has none. */
      opensAt: z.iso.datetime().optional(),
    }),
  ),
  notes: z.array(bilingualField),
  /** What to check before anything else is done: visa and safety of the destination. */
  reminders: z.array(bilingualField),
});

const facts = operations.guide;

export const guide = {
  questions: operation(
    facts.questions,
    'The questions that lead to what someone needs; each is asked when its conditions hold',
    z.object({}),
    z.object({ questions: z.array(guideQuestion) }),
  ),
  answer: operation(
    facts.answer,
    'What the answers lead to: no visit, a kiosk or a service, with fee, papers, lanes and promised dates',
    z.object({ answers: z.record(z.string().max(30), z.string().max(30)) }),
    guideAnswer,
  ),
  listDestinations: operation(
    facts.listDestinations,
    'What to know before applying, by destination, and what to check first',
    z.object({}),
    z.object({
      destinations: z.array(
        z.object({
          id: z.string(),
          name: bilingualField,
          services: z.array(serviceField),
          facts: z.array(bilingualField),
        }),
      ),
      reminders: z.array(bilingualField),
    }),
  ),
};
