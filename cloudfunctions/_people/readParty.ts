import type { z } from 'zod';
import type { reservations } from '../../contract/reservations';
import type { LocalDate } from '../../domain/calendar/localDate';
import { accept } from '../../domain/outcome';
import type { Residence } from '../../domain/person/residence';
import type { Service } from '../../domain/service';
import type { Queryable } from '../_database/database';
import { type Answer, deny } from '../_runtime/answer';
import type { Sealer } from '../_runtime/sealing';
import { findPersonRows, personContext } from './personRows';
import { blindDocument, openPersonalData, type PersonalData, readPersonalData } from './sealedPerson';

type MakeInput = z.output<typeof reservations.make.input>;
type WhoComes = MakeInput['people'][number]['person'];

/** A person who comes, with the blind index of their document. */
export interface PartyPerson {
  readonly data: PersonalData;
  readonly documentBlind: string;
  readonly residence: Residence;
}

export interface PartyApplicant extends PartyPerson {
  readonly services: readonly Service[];
}

export interface Party {
  readonly applicants: readonly PartyApplicant[];
  readonly guardian: PartyPerson | undefined;
}

interface Asking {
  readonly city: string;
  readonly accountId: string;
  readonly today: LocalDate;
}

/** Who comes: saved people of this account by their id, others as given. */
export async function readParty(
  { database, sealer }: { database: Queryable; sealer: Sealer },
  input: Pick<MakeInput, 'people' | 'guardian'>,
  { city, accountId, today }: Asking,
): Promise<Answer<Party>> {
  const everyone = [
    ...input.people.map(({ person }) => person),
    ...(input.guardian === undefined ? [] : [input.guardian]),
  ];
  const ids = everyone.flatMap((person) => ('id' in person ? [person.id] : []));
  const rows = ids.length === 0 ? [] : await findPersonRows(database, city, accountId, ids);

  const resolve = (person: WhoComes, field: string): Answer<PartyPerson> => {
    if (!('id' in person)) return readInline(sealer, person, today);
    const row = rows.find(({ id }) => id === person.id);
    if (row === undefined) return deny('NOT_FOUND', { field });
    const data = openPersonalData(sealer, row.sealed, personContext(row.id));
    return accept({ data, documentBlind: row.document_blind, residence: row.residence });
  };

  const applicants: PartyApplicant[] = [];
  for (const [index, { person, services }] of input.people.entries()) {
    const resolved = resolve(person, `people.${index}.person`);
    if (!resolved.ok) return resolved;
    applicants.push({ ...resolved.value, services: [...new Set(services)] });
  }
  if (input.guardian === undefined) return accept({ applicants, guardian: undefined });
  const guardian = resolve(input.guardian, 'guardian');
  return guardian.ok ? accept({ applicants, guardian: guardian.value }) : guardian;
}

function readInline(
  sealer: Sealer,
  declared: Exclude<WhoComes, { id: string }>,
  today: LocalDate,
): Answer<PartyPerson> {
  const personal = readPersonalData(declared, today);
  if (!personal.ok) return personal;
  return accept({
    data: personal.value,
    documentBlind: blindDocument(sealer, personal.value),
    residence: declared.residence,
  });
}

/** The party as the rules of booking look at it, for a visit on a day. */
export function toDomainParty({ applicants, guardian }: Party, visitDate: LocalDate) {
  const toMember = ({ documentBlind, data }: PartyPerson) => ({
    identity: documentBlind,
    birthDate: data.birthDate,
  });
  return {
    members: applicants.map(toMember),
    guardian: guardian === undefined ? undefined : toMember(guardian),
    visitDate,
  };
}

/** The phone saved with the first of the party who has one. */
export function phoneOf({ applicants, guardian }: Party): string | undefined {
  return [...applicants, ...(guardian === undefined ? [] : [guardian])].find(
    ({ data }) => data.phone !== undefined,
  )?.data.phone;
}
