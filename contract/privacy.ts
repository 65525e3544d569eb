import { z } from 'zod';
import { consentPurposes } from '../domain/trust/consents';
import { operation } from './operation';
import { operations } from './operations';

const purposeField = z.enum(consentPurposes);

const consentEntry = z.object({
  purpose: purposeField,
  /** The wording that is shown now. */
  version: z.number().int(),
  /** True while this wording is agreed to. */
  granted: z.boolean(),
  grantedAt: z.iso.datetime().optional(),
});

const facts = operations.privacy;

/** A person's own data: what was agreed to, a copy of it, and its end. */
export const privacy = {
  listConsents: operation(
    facts.listConsents,
    'What this account has agreed to',
    z.object({}),
    z.object({ consents: z.array(consentEntry) }),
  ),
  giveConsent: operation(
    facts.giveConsent,
    'Agrees to one purpose in the wording that was shown',
    z.object({ purpose: purposeField, version: z.number().int().min(1).max(1000) }),
    z.object({ consents: z.array(consentEntry) }),
  ),
  withdrawConsent: operation(
    facts.withdrawConsent,
    'Takes an agreement back; what it allowed stops at once',
    z.object({ purpose: purposeField }),
    z.object({ consents: z.array(consentEntry) }),
  ),
  getExport: operation(
    facts.getExport,
    'A copy of everything kept about this account, document numbers masked',
    z.object({}),
    z.object({
      madeAt: z.iso.datetime(),
      /** Sections by name; each row as the service keeps it, opened and masked. */
      sections: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
    }),
  ),
  deleteMine: operation(
    facts.deleteMine,
    'Deletes everything personal of this account and ends it',
    z.object({ confirm: z.literal('delete') }),
    z.object({ deleted: z.literal(true) }),
  ),
};
