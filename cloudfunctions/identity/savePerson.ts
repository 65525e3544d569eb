import type { z } from 'zod';
import type { identity } from '../../contract/identity';
import { toHallTime } from '../../domain/calendar/hallTime';
import { accept, refuse } from '../../domain/outcome';
import { audit } from '../_database/audit';
import { rulesOf } from '../_database/rules';
import { sql } from '../_database/sql';
import { findPersonRows, listPersonRows, personContext } from '../_people/personRows';
import {
  blindDocument,
  type PersonalData,
  readPersonalData,
  sealPersonalData,
} from '../_people/sealedPerson';
import { type Answer, deny } from '../_runtime/answer';
import { newId } from '../_runtime/ids';
import type { CallContext, Reading, Write } from '../_runtime/serve';
import type { IdentityDependencies } from './dependencies';
import { toMaskedPerson } from './maskedPerson';

type Input = z.output<typeof identity.savePerson.input>;

/** Adds a person or changes one. The same document saved twice is one person. */
export const savePerson: Write<typeof identity.savePerson, IdentityDependencies> = async (
  dependencies,
  input,
  context,
) => {
  const { database, sealer } = dependencies;
  const { city, accountId, now } = context;
  const personal = readPersonalData(input.person, toHallTime(now).date);
  if (!personal.ok) return personal;

  const rules = await rulesOf(database, city);
  const saved = await store(dependencies, {
    input,
    personal: personal.value,
    context,
    peopleMax: rules.peoplePerAccount,
  });
  if (!saved.ok) return saved;
  const [row] = await findPersonRows(database, city, accountId, [saved.value]);
  return row === undefined ? deny('NOT_FOUND') : accept({ person: toMaskedPerson(sealer, row, rules, now) });
};

interface Saving {
  readonly input: Input;
  readonly personal: PersonalData;
  readonly context: CallContext;
  readonly peopleMax: number;
}

async function store(
  { database: transaction, sealer }: Reading<IdentityDependencies>,
  { input, personal, context, peopleMax }: Saving,
): Promise<Answer<string>> {
  const { city, accountId, now, requestId } = context;
  const people = await listPersonRows(transaction, city, accountId);
  const blind = blindDocument(sealer, personal);
  const known = people.find(({ id, document_blind }) =>
    input.id === undefined ? document_blind === blind : id === input.id,
  );
  if (input.id !== undefined && known === undefined) return deny('NOT_FOUND');
  if (people.some((other) => other.document_blind === blind && other.id !== known?.id))
    return refuse('PERSON_ALREADY_SAVED');
  if (known === undefined && people.length >= peopleMax) return refuse('TOO_MANY_PEOPLE', { peopleMax });

  const wards = input.person.guardianOf ?? [];
  if (!wards.every((ward) => people.some(({ id }) => id === ward)))
    return deny('NOT_FOUND', { field: 'person.guardianOf' });

  const id = known?.id ?? newId();
  await transaction.rows(sql`
    insert into person (city, id, account_id, document_blind, sealed, residence, guardian_of, created_at, updated_at)
    values (${city}, ${id}, ${accountId}, ${blind}, ${sealPersonalData(sealer, personal, personContext(id))},
      ${input.person.residence}, ${wards}::uuid[], ${now}, ${now})
    on conflict (city, id) do update set document_blind = excluded.document_blind, sealed = excluded.sealed,
      residence = excluded.residence, guardian_of = excluded.guardian_of, updated_at = excluded.updated_at`);
  const action = known === undefined ? 'identity.addPerson' : 'identity.changePerson';
  await audit(transaction, {
    city,
    at: now,
    actor: `citizen:${accountId}`,
    action,
    subject: `person:${id}`,
    requestId,
  });
  return accept(id);
}
