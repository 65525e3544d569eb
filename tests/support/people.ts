import { checkCharacter } from '../../domain/person/residentId';

/** A well-formed resident ID that belongs to nobody: district 330106, the given day of birth, a running number. */
export function aResidentId(serial: number, birthDate = '1980-05-17'): string {
  // The three places after the day of birth count to 999; further people are born a day later each thousand.
  const born = new Date(Date.parse(`${birthDate}T00:00:00Z`) + Math.floor(serial / 1000) * 86_400_000);
  const digits = `330106${born.toISOString().slice(0, 10).replaceAll('-', '')}${String(serial % 1000).padStart(3, '0')}`;
  return `${digits}${checkCharacter(digits)}`;
}

/** Someone to book for, with every field filled in. */
export function aPerson(serial: number, changes: { birthDate?: string; name?: string } = {}) {
  return {
    name: changes.name ?? '王小明',
    documentType: 'resident-id' as const,
    documentNumber: aResidentId(serial, changes.birthDate),
    residence: 'in-province' as const,
  };
}
