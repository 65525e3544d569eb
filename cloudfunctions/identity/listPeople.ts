import type { identity } from '../../contract/identity';
import { accept } from '../../domain/outcome';
import { rulesOf } from '../_database/rules';
import { listPersonRows } from '../_people/personRows';
import type { Handler } from '../_runtime/serve';
import type { IdentityDependencies } from './dependencies';
import { toMaskedPerson } from './maskedPerson';

export const listPeople: Handler<typeof identity.listPeople, IdentityDependencies> = async (
  { database, sealer },
  _input,
  { city, accountId, now },
) => {
  const rules = await rulesOf(database, city);
  const rows = await listPersonRows(database, city, accountId);
  return accept({ people: rows.map((row) => toMaskedPerson(sealer, row, rules, now)) });
};
