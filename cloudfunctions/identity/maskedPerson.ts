import type { z } from 'zod';
import type { maskedPerson } from '../../contract/identity';
import type { BookingRules } from '../../domain/booking/bookingRules';
import { toHallTime } from '../../domain/calendar/hallTime';
import { ageOn } from '../../domain/person/age';
import { type PersonRow, personContext } from '../_people/personRows';
import { maskPersonalData, openPersonalData } from '../_people/sealedPerson';
import type { Sealer } from '../_runtime/sealing';

/** A saved person as its owner sees it. */
export function toMaskedPerson(
  sealer: Sealer,
  row: PersonRow,
  rules: BookingRules,
  now: Date,
): z.input<typeof maskedPerson> {
  const data = openPersonalData(sealer, row.sealed, personContext(row.id));
  const age = ageOn(data.birthDate, toHallTime(now).date);
  return {
    id: row.id,
    ...maskPersonalData(data),
    residence: row.residence,
    needsGuardian: age < rules.guardianUnderAge,
    mayBeGuardian: age >= rules.guardianFromAge,
    guardianOf: row.guardian_of,
  };
}
