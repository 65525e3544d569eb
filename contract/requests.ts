import { z } from 'zod';
import { documentTypes } from '../domain/person/documentType';
import { requestKinds } from '../domain/requests/requestKind';
import { type RequestStatus, requestMoves } from '../domain/requests/requestStatus';
import {
  bilingualField,
  dateField,
  documentNumberField,
  hallField,
  idField,
  lineField,
  residenceField,
  serviceField,
  setOf,
  textField,
} from './fields';
import { whoComes } from './identity';
import { operation } from './operation';
import { operations } from './operations';

const kindField = z.enum(requestKinds);

/** A reason's code, for example `funeral`; which reasons exist is data of the city. */
const reasonField = z.string().regex(/^[a-z][a-z-]{2,40}$/);

/** A few sentences; kept sealed, because people write about illness and death in them. */
const statementField = textField(0, 300);

const sourceText = z.string().min(10);

/** `data/<city>/requests.json`: the reasons that a city recognises, each with the proof that it needs. */
export const requestTable = z.object({
  source: sourceText,
  reasons: z.array(
    z.object({
      reason: reasonField,
      kind: kindField,
      name: bilingualField,
      source: sourceText,
      /** The proof is a letter that covers a period: later visits within it need no new review. */
      coversPeriod: z.boolean(),
      proofs: z.array(z.object({ item: bilingualField, source: sourceText })).min(1),
    }),
  ),
});

export type RequestTable = z.output<typeof requestTable>;

export const mediaTypes = ['image/jpeg', 'image/png', 'application/pdf'] as const;

const statuses = Object.keys(requestMoves) as [RequestStatus, ...RequestStatus[]];

const evidenceShown = z.object({
  id: idField,
  mediaType: z.enum(mediaTypes),
  bytes: z.number().int(),
  /** Of a PDF. */
  pages: z.number().int().optional(),
});

/** Some bytes of a file in base64: put the parts one after the other. */
export const evidencePart = z.object({
  mediaType: z.enum(mediaTypes),
  bytes: z.number().int(),
  part: z.number().int(),
  parts: z.number().int(),
  data: z.string(),
});

const letter = z.object({ from: dateField, until: dateField });

export const request = z.object({
  id: idField,
  kind: kindField,
  reason: reasonField,
  hall: hallField,
  status: z.enum(statuses),
  people: z.array(
    z.object({
      name: z.string(),
      documentType: z.enum(documentTypes),
      documentNumber: z.string(),
      residence: residenceField,
      services: z.array(serviceField),
    }),
  ),
  evidence: z.array(evidenceShown),
  company: z.object({ id: idField, name: z.string() }).optional(),
  letter: letter.optional(),
  /** Approved at once, because a letter of the company covers it. */
  coveredByLetter: z.boolean(),
  statement: z.string(),
  submittedAt: z.iso.datetime(),
  /** By when the hall decides. */
  dueAt: z.iso.datetime(),
  decidedAt: z.iso.datetime().optional(),
  /** What the hall says of its decision. */
  note: z.string().optional(),
  appealedAt: z.iso.datetime().optional(),
  /** Until when an approved request opens its lane. */
  expiresAt: z.iso.datetime().optional(),
  /** The visit that uses it. */
  reservation: idField.optional(),
});

export type Request = z.infer<typeof request>;

/** A request as its hall reads it. */
export const reviewedRequest = request.extend({
  appeal: z.string().optional(),
  overdue: z.boolean(),
  /** Since it was sent, or appealed. */
  ageMinutes: z.number().int(),
});

export type ReviewedRequest = z.infer<typeof reviewedRequest>;

const company = z.object({
  id: idField,
  name: z.string(),
  creditCode: z.string(),
  role: z.enum(['owner', 'member']),
  /** For its owner: who else may apply for it, in the order in which they joined. */
  colleagues: z.array(z.object({ id: idField, since: z.iso.datetime() })),
  /** The letter that covers visits now, when there is one. */
  letter: letter.optional(),
});

export type Company = z.infer<typeof company>;

const oneRequest = z.object({ request });
const onRequest = z.object({ request: idField });
const oneCompany = z.object({ company });

/** Bytes of a part on its way up: in base64 and with everything around it, it fits into a call of 64 KB. */
export const PART_BYTES_UP = 45_000;
/** Bytes of a part on its way down: a phone takes answers of 256 KB. */
export const PART_BYTES_DOWN = 150_000;

const facts = operations.requests;

/** Asking for the urgent or enterprise lane, with proof. */
export const requests = {
  listReasons: operation(
    facts.listReasons,
    'The reasons that open a lane, the proof that each needs, and the limits of files',
    z.object({ kind: kindField.optional() }),
    z.object({
      reasons: z.array(
        z.object({
          reason: reasonField,
          kind: kindField,
          name: bilingualField,
          proofs: z.array(bilingualField),
          coversPeriod: z.boolean(),
        }),
      ),
      limits: z.object({
        mediaTypes: z.array(z.enum(mediaTypes)),
        bytesMax: z.number().int(),
        filesMax: z.number().int(),
        pagesMax: z.number().int(),
        partBytes: z.number().int(),
        letterDaysMax: z.number().int(),
      }),
    }),
  ),
  uploadEvidence: operation(
    facts.uploadEvidence,
    'Sends one part of a photo or PDF; the file is examined when its last part is there',
    z.object({
      /** Drawn by the phone; the same for all parts. */
      evidence: idField,
      part: z.number().int().min(0).max(999),
      parts: z.number().int().min(1).max(1000),
      data: z.base64().max(PART_BYTES_UP / 0.75),
    }),
    z.object({
      received: z.number().int(),
      /** There once the file is whole and good. */
      evidence: evidenceShown.optional(),
    }),
  ),
  removeEvidence: operation(
    facts.removeEvidence,
    'Deletes a file of mine that no request has taken',
    z.object({ evidence: idField }),
    z.object({ removed: z.literal(true) }),
  ),
  getEvidence: operation(
    facts.getEvidence,
    'One part of a file of mine',
    z.object({ evidence: idField, part: z.number().int().min(0).max(999).default(0) }),
    evidencePart,
  ),
  submit: operation(
    facts.submit,
    'Sends a request; one that a letter of the company covers is approved at once',
    z.object({
      kind: kindField,
      reason: reasonField,
      /** The hall that decides. */
      hall: hallField,
      people: z
        .array(z.object({ person: whoComes, services: setOf(serviceField, 1, 3) }))
        .min(1)
        .max(5),
      evidence: setOf(idField, 0, 20).default([]),
      statement: statementField.default(''),
      /** For whom an enterprise request is. */
      company: idField.optional(),
      /** The days that a confirmation letter covers. */
      letter: letter.optional(),
    }),
    oneRequest,
  ),
  listMine: operation(
    facts.listMine,
    'My requests, newest first',
    z.object({ limit: z.number().int().min(1).max(50).default(20) }),
    z.object({ requests: z.array(request), hasMore: z.boolean() }),
  ),
  get: operation(facts.get, 'One request of mine', onRequest, oneRequest),
  withdraw: operation(facts.withdraw, 'Takes a request back', onRequest, oneRequest),
  appeal: operation(
    facts.appeal,
    'Asks the hall to look at a refusal again; once',
    onRequest.extend({
      reason: textField(2, 300),
      evidence: setOf(idField, 0, 20).default([]),
    }),
    oneRequest,
  ),
  saveCompany: operation(
    facts.saveCompany,
    'Makes or corrects a company of mine',
    z.object({
      id: idField.optional(),
      name: lineField(2, 80),
      creditCode: documentNumberField.length(18),
    }),
    oneCompany,
  ),
  listCompanies: operation(
    facts.listCompanies,
    'Companies for which this account may apply',
    z.object({}),
    z.object({ companies: z.array(company) }),
  ),
  inviteToCompany: operation(
    facts.inviteToCompany,
    'A code with which a colleague joins a company of mine, once',
    z.object({ company: idField }),
    z.object({ code: z.string(), expiresInSeconds: z.number().int() }),
  ),
  joinCompany: operation(
    facts.joinCompany,
    'Joins the company that the code is for',
    z.object({ code: z.string().regex(/^[2-9A-HJKMNP-Z]{8}$/) }),
    oneCompany,
  ),
  leaveCompany: operation(
    facts.leaveCompany,
    'Leaves a company, or takes a colleague out of a company of mine; with its owner everyone leaves',
    z.object({ company: idField, colleague: idField.optional() }),
    z.object({ left: z.literal(true) }),
  ),
};
