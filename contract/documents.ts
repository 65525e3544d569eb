import { z } from 'zod';
import { documentStatuses } from '../domain/document/documentStatus';
import { bilingualField, dateField, hallField, idField, serviceField } from './fields';
import { operation } from './operation';
import { operations } from './operations';

/** `data/<city>/collection.json`: how a document that is ready is collected. */
export const collectionFacts = z.object({ text: bilingualField, source: z.string().min(10) });

/** What both sides read of an accepted document. */
export const documentFacts = z.object({
  id: idField,
  /** To read out over the counter. */
  receipt: z.string(),
  service: serviceField,
  status: z.enum(documentStatuses),
  /** Masked. */
  name: z.string(),
  acceptedOn: dateField,
  /** Fixed at acceptance. */
  promisedOn: dateField,
  /** True when the official calendar did not reach far enough: the client says "about". */
  provisional: z.boolean(),
  /** Neither ready nor collected after the promised day. */
  overdue: z.boolean(),
  readySince: z.iso.datetime().optional(),
  collectedAt: z.iso.datetime().optional(),
});

const citizenDocument = documentFacts.extend({ hall: hallField, hallName: bilingualField });

export type CitizenDocument = z.infer<typeof citizenDocument>;

const facts = operations.documents;

export const documents = {
  listMine: operation(
    facts.listMine,
    'Documents of this account, from acceptance to collection, those that are awaited first',
    z.object({}),
    z.object({
      documents: z.array(citizenDocument),
      /** How a document is collected. */
      collection: bilingualField,
      asOf: z.iso.datetime(),
    }),
  ),
};
