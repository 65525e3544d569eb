import type { DeskEntry } from '../../contract/desk';
import type { OutputOf, Rooms } from '../../contract/rooms';
import { freshHangzhou } from '../../tests/support/freshDatabase';
import { aPerson } from '../../tests/support/people';
import { bookVisit } from '../../tests/support/queue';
import { openService, type Service } from '../../tests/support/service';
import type { Database } from '../_database/database';

type Person = OutputOf<Rooms['identity']['savePerson']>['person'];

const MONDAY_NINE = '2026-11-23T09:00:00+08:00';

let database: Database;
let service: Service;
let serial = 31_000;

beforeAll(async () => {
  database = await freshHangzhou();
  service = await openService(database, MONDAY_NINE);
});
afterAll(() => database.close());

const someone = (changes: Parameters<typeof aPerson>[1]) => {
  serial += 1;
  return aPerson(serial, changes);
};

it('saves one person however the document and the phone are typed', async () => {
  const citizen = await service.citizen('typist');
  const plain = { ...someone({}), phone: '13812345678' };
  const spaced = plain.documentNumber.replace(/(.{6})(.{8})/, '$1 $2\u00A0');
  const save = async (person: object) =>
    (await citizen.get<{ person: Person }>('identity', 'savePerson', { person })).person;

  const first = await save(plain);
  const again = await save({ ...plain, documentNumber: `\u202D${spaced}\u202C`, phone: '+86 138 1234 5678' });

  expect(again).toEqual(first);
});

it('names the field of what it cannot take', async () => {
  const citizen = await service.citizen('mistaken');
  const fieldOf = async (person: object) => {
    const reply = await citizen.reply('identity', 'savePerson', { person });
    return reply.ok ? 'OK' : reply.error.details?.field;
  };

  expect(await fieldOf({ ...someone({}), name: '王123' })).toBe('person.name');
  expect(await fieldOf({ ...someone({}), phone: '91234567' })).toBe('person.phone');
  expect(await fieldOf({ ...someone({}), documentNumber: '1' })).toBe('person.documentNumber');
});

it('lets people from Hong Kong, Macao and Taiwan give the number they have', async () => {
  const citizen = await service.citizen('chan');
  const { person } = await citizen.get<{ person: Person }>('identity', 'savePerson', {
    person: { ...someone({}), phone: '00852 9123 4567' },
  });
  expect(person.phone).toBe('+85****4567');
});

it.each(['阿卜杜热合曼•买买提', '阿卜杜热合曼・买', '合曼．买买提', '阿卜杜热合曼买买提', '买 买 提'])(
  'finds a booked visit at the desk by %s',
  async (text) => {
    const citizen = await service.citizen('abdurahman');
    const staff = await service.staff('city');
    const code = await visitOf(citizen);
    const { entries } = await staff.get<{ entries: DeskEntry[] }>('desk', 'find', {
      hall: 'city',
      date: '2026-11-24',
      text,
    });
    expect(entries.map((entry) => entry.code)).toEqual([code]);
  },
);

let booked: Promise<string> | undefined;
function visitOf(citizen: Parameters<typeof bookVisit>[0]): Promise<string> {
  booked ??= bookVisit(citizen, 'city.appointment.2026-11-24.0900', [
    someone({ name: '阿卜杜热合曼‧买买提' }),
  ]).then(({ code }) => code);
  return booked;
}
