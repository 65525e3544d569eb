import { createHash } from 'node:crypto';
import type { OutputOf, Rooms } from '../../contract/rooms';
import { everythingStored } from '../../tests/support/everythingStored';
import { freshHangzhou } from '../../tests/support/freshDatabase';
import { aPerson, aResidentId } from '../../tests/support/people';
import { type Citizen, openService, type Service } from '../../tests/support/service';
import type { Database } from '../_database/database';
import { sql } from '../_database/sql';

type Person = OutputOf<Rooms['identity']['savePerson']>['person'];

const MONDAY_NINE = '2026-11-23T09:00:00+08:00';
const SLOT = 'city.appointment.2026-11-24.0900';

let database: Database;
let service: Service;
let serial = 0;

beforeAll(async () => {
  database = await freshHangzhou();
  service = await openService(database, MONDAY_NINE);
});
beforeEach(() => service.setNow(MONDAY_NINE));
afterAll(() => database.close());

const newPerson = (changes?: Parameters<typeof aPerson>[1]) => {
  serial += 1;
  return aPerson(serial, changes);
};

async function save(citizen: Citizen, person: object = newPerson(), id?: string, key?: string) {
  const input = id === undefined ? { person } : { id, person };
  return (await citizen.get<{ person: Person }>('identity', 'savePerson', input, key)).person;
}

async function peopleOf(citizen: Citizen): Promise<Person[]> {
  return (await citizen.get<{ people: Person[] }>('identity', 'listPeople', {})).people;
}

const saving = (citizen: Citizen, person: object, id?: string) =>
  citizen.code('identity', 'savePerson', id === undefined ? { person } : { id, person });

describe('signing in', () => {
  const signIn = (channel: string, code: string, city?: string) =>
    service.call('identity', 'signIn', { channel, code }, city === undefined ? {} : { city });

  it('gives a name the same account each time, and another name another one', async () => {
    const [first, again, other] = await Promise.all(
      ['demo:li', 'demo:li', 'demo:zhao'].map((code) => signIn('web', code)),
    );
    const account = (reply: unknown) => (reply as { data: { account: { id: string } } }).data.account;

    expect(account(first)).toEqual(account(again));
    expect(account(first)).not.toEqual(account(other));
    expect(account(first)).toMatchObject({ roles: ['citizen'] });
  });

  it('keeps one name on two platforms apart', async () => {
    const accounts = await Promise.all(
      ['web', 'wechat', 'alipay'].map(async (channel) => {
        const reply = await signIn(channel, 'demo:sun');
        return (reply as { data: { account: { id: string } } }).data.account.id;
      }),
    );

    expect(new Set(accounts).size).toBe(3);
  });

  it.each([
    ['demo-staff:xihu', ['lead:xihu']],
    ['demo-staff:*', ['supervisor:*']],
  ])('knows staff by %s', async (code, roles) => {
    expect(await signIn('web', code)).toMatchObject({ ok: true, data: { account: { roles } } });
  });

  it.each(['', 'li', 'demo:', 'demo:a b', 'demo-staff:', 'demo-staff:Xihu', `demo:${'a'.repeat(41)}`])(
    'admits nobody on the web with the code "%s"',
    async (code) => {
      expect(await signIn('web', code)).toMatchObject({ ok: false });
    },
  );

  it('does not let staff book as citizens', async () => {
    const reply = await signIn('web', 'demo-staff:xihu');
    const { token } = (reply as { data: { token: string } }).data;

    expect(await service.call('identity', 'listPeople', {}, { token })).toMatchObject({
      error: { code: 'NOT_ALLOWED' },
    });
  });

  it('makes no account in a city that does not use the product', async () => {
    expect(await signIn('web', 'demo:far', '110000')).toMatchObject({
      error: { code: 'NOT_FOUND', details: { field: 'city' } },
    });
    expect(await database.rows(sql`select 1 from account where city = '110000'`)).toEqual([]);
  });
});

describe('people I book for', () => {
  it('come back masked, with what their age means for booking', async () => {
    const citizen = await service.citizen('family');
    await save(citizen, { ...newPerson({ name: '李大明' }), phone: '13912345678' });
    await save(citizen, newPerson({ name: '李小', birthDate: '2015-03-01' }));
    await save(citizen, newPerson({ name: '李中', birthDate: '2009-11-24' }));

    expect(await peopleOf(citizen)).toMatchObject([
      { name: '李*明', phone: '139****5678', needsGuardian: false, mayBeGuardian: true },
      { name: '李*', needsGuardian: true, mayBeGuardian: false },
      { name: '李*', needsGuardian: false, mayBeGuardian: false },
    ]);
    expect((await peopleOf(citizen))[0]!.documentNumber).toMatch(/^330106\*{8}\d{3}[\dX]$/);
  });

  it('turn sixteen at midnight of the hall, not of Greenwich', async () => {
    const citizen = await service.citizen('birthday');
    await save(citizen, newPerson({ birthDate: '2010-11-24' }));

    service.setNow('2026-11-23T23:59:59+08:00');
    expect((await peopleOf(citizen))[0]!.needsGuardian).toBe(true);
    service.setNow('2026-11-24T00:00:00+08:00');
    expect((await peopleOf(citizen))[0]!.needsGuardian).toBe(false);
  });

  it('must have a number that can be (GB 11643)', async () => {
    const citizen = await service.citizen('typo');
    const right = newPerson();
    const wrongCheck = right.documentNumber.replace(/.$/, (last) => (last === '1' ? '2' : '1'));

    expect(await saving(citizen, { ...right, documentNumber: wrongCheck })).toBe('DOCUMENT_NUMBER_INVALID');
    expect(await saving(citizen, { ...right, documentNumber: aResidentId(1, '2026-11-24') })).toBe(
      'DOCUMENT_NUMBER_INVALID',
    );
    expect(await saving(citizen, { ...right, documentNumber: '123' })).toBe('INVALID_INPUT');
    expect(await peopleOf(citizen)).toEqual([]);
  });

  it('are one person when the same document is saved twice, however it is typed', async () => {
    const citizen = await service.citizen('again');
    const person = newPerson({ name: '王一' });
    const first = await save(citizen, person);
    const spaced = person.documentNumber.replace(/^(\d{6})(\d{8})/, '$1 $2 ').toLowerCase();

    const second = await save(citizen, { ...person, name: '王二三', documentNumber: spaced });

    expect(second.id).toBe(first.id);
    expect(await peopleOf(citizen)).toMatchObject([{ id: first.id, name: '王*三' }]);
  });

  it('may be saved by several accounts', async () => {
    const person = newPerson();
    await save(await service.citizen('father'), person);

    expect(await saving(await service.citizen('mother'), person)).toBe('OK');
  });

  it('cannot be changed into somebody who is saved already', async () => {
    const citizen = await service.citizen('change');
    const [one, two] = [newPerson(), newPerson()];
    const saved = await save(citizen, one);
    await save(citizen, two);

    expect(await saving(citizen, two, saved.id)).toBe('PERSON_ALREADY_SAVED');
    expect(await saving(citizen, { ...one, residence: 'out-of-province' }, saved.id)).toBe('OK');
    expect((await peopleOf(citizen)).find(({ id }) => id === saved.id)?.residence).toBe('out-of-province');
  });

  it('are ten at most, also when two are added at once; the tenth can still be changed', async () => {
    const citizen = await service.citizen('clan');
    for (let count = 0; count < 8; count += 1) await save(citizen);
    const last = newPerson();
    const tenth = await save(citizen, last);

    const codes = await Promise.all([newPerson(), newPerson()].map((person) => saving(citizen, person)));

    expect(codes.sort()).toEqual(['OK', 'TOO_MANY_PEOPLE']);
    const reply = await service.call('identity', 'savePerson', { person: newPerson() }, citizen);
    expect(reply).toMatchObject({ error: { code: 'TOO_MANY_PEOPLE', details: { peopleMax: 10 } } });
    expect(await saving(citizen, { ...last, name: '改名' }, tenth.id)).toBe('OK');
    expect(await peopleOf(citizen)).toHaveLength(10);
  });

  it('are added once however often the same wish is sent', async () => {
    const citizen = await service.citizen('double-tap');
    const person = newPerson();
    const first = await save(citizen, person, undefined, 'save-key-1');

    expect(await save(citizen, person, undefined, 'save-key-1')).toEqual(first);
    expect(await citizen.code('identity', 'savePerson', { person: newPerson() }, 'save-key-1')).toBe(
      'IDEMPOTENCY_KEY_REUSED',
    );
    const rows = await database.rows(
      sql`select 1 from audit_entry where subject = ${`person:${first.id}`} and action = 'identity.addPerson'`,
    );
    expect(rows).toHaveLength(1);
  });
});

describe("somebody else's person", () => {
  it('is as unknown as one who never was', async () => {
    const owner = await service.citizen('owner');
    const { id } = await save(owner);
    const stranger = await service.citizen('stranger');

    expect(await saving(stranger, newPerson(), id)).toBe('NOT_FOUND');
    expect(await stranger.code('identity', 'removePerson', { id })).toBe('NOT_FOUND');
    expect(await saving(stranger, { ...newPerson(), guardianOf: [id] })).toBe('NOT_FOUND');
    const people = [{ person: { id }, services: ['passport'] }];
    const booking = { slot: SLOT, people, phone: '13812345678' };
    expect(await stranger.code('reservations', 'make', booking)).toBe('NOT_FOUND');
    expect(
      await stranger.code('reservations', 'make', {
        ...booking,
        people: [{ person: newPerson({ birthDate: '2015-01-01' }), services: ['passport'] }],
        guardian: { id },
      }),
    ).toBe('NOT_FOUND');
    expect(await peopleOf(owner)).toHaveLength(1);
    expect(await peopleOf(stranger)).toEqual([]);
  });
});

describe('removing a person', () => {
  it('waits until the visit is cancelled', async () => {
    const citizen = await service.citizen('remove');
    const { id } = await save(citizen);
    const people = [{ person: { id }, services: ['passport'] }];
    const { reservation } = await citizen.get<{ reservation: { id: string } }>('reservations', 'make', {
      slot: SLOT,
      people,
      phone: '13812345678',
    });

    expect(await citizen.code('identity', 'removePerson', { id })).toBe('PERSON_HAS_RESERVATION');
    await citizen.get('reservations', 'cancel', { reservation: reservation.id });
    expect(await citizen.code('identity', 'removePerson', { id })).toBe('OK');
    expect(await peopleOf(citizen)).toEqual([]);
  });

  it('leaves no guardian of nobody behind, and answers a retry', async () => {
    const citizen = await service.citizen('guardian');
    const child = await save(citizen, newPerson({ birthDate: '2015-01-01' }));
    const adult = await save(citizen, { ...newPerson(), guardianOf: [child.id] });
    expect(adult.guardianOf).toEqual([child.id]);

    await citizen.get('identity', 'removePerson', { id: child.id }, 'remove-key-1');

    expect(await peopleOf(citizen)).toMatchObject([{ id: adult.id, guardianOf: [] }]);
    expect(await citizen.code('identity', 'removePerson', { id: child.id }, 'remove-key-1')).toBe('OK');
    expect(await citizen.code('identity', 'removePerson', { id: child.id })).toBe('NOT_FOUND');
  });
});

describe('what the database holds of a person', () => {
  it('is nowhere readable: no name, number, phone or day of birth, nor a plain hash of the number', async () => {
    const citizen = await service.citizen('secret');
    const person = { ...newPerson({ name: '司马难寻', birthDate: '1961-07-13' }), phone: '15987654321' };
    const { id } = await save(citizen, person);
    const people = [{ person: { id }, services: ['passport'] }];
    await citizen.get('reservations', 'make', { slot: SLOT, people });
    const hashes = ['sha256', 'sha1', 'md5'].flatMap((algorithm) =>
      (['hex', 'base64', 'base64url'] as const).map((encoding) =>
        createHash(algorithm).update(person.documentNumber).digest(encoding),
      ),
    );
    const plain = [person.documentNumber, person.name, person.phone, '1961-07-13', '19610713'];

    const stored = await everythingStored(database);

    expect(stored.get('person')).toContain(id);
    for (const text of stored.values()) {
      for (const secret of [...plain, ...hashes]) {
        expect(text.includes(secret)).toBe(false);
        expect(text.includes(Buffer.from(secret).toString('base64url').replace(/.$/, ''))).toBe(false);
      }
    }
  });

  it('looks different for two people with the same name, and does not open in another row', async () => {
    const citizen = await service.citizen('moved');
    const one = await save(citizen, newPerson({ name: '张三三' }));
    const two = await save(citizen, newPerson({ name: '张三三' }));
    const rows = await database.rows<{ id: string; sealed: string }>(
      sql`select id, sealed from person where id in (${one.id}, ${two.id}) order by created_at, id`,
    );
    expect(rows[0]!.sealed.slice(0, 40)).not.toBe(rows[1]!.sealed.slice(0, 40));

    await database.rows(sql`update person set sealed = ${rows[0]!.sealed} where id = ${two.id}`);

    expect(await citizen.code('identity', 'listPeople', {})).toBe('INTERNAL');
  });
});
