import type { Reservation } from '../../contract/reservations';
import { freshHangzhou } from '../../tests/support/freshDatabase';
import { aPerson } from '../../tests/support/people';
import { type Citizen, city, openService, type Service } from '../../tests/support/service';
import type { Database } from '../_database/database';
import { sql } from '../_database/sql';
import { eraseOldData } from '../timers/eraseOldData';
import { sections } from './sections';

const MONDAY_NINE = '2026-11-23T09:00:00+08:00';
const phone = '13912345678';

let database: Database;
let service: Service;
let serial = 500;

beforeAll(async () => {
  database = await freshHangzhou();
  service = await openService(database, MONDAY_NINE);
});
beforeEach(() => service.setNow(MONDAY_NINE));
afterAll(() => database.close());

const newPerson = (name = '赵可删') => {
  serial += 1;
  return { ...aPerson(serial, { name }), phone };
};

async function book(citizen: Citizen, person = newPerson(), slot = 'city.appointment.2026-11-24.0900') {
  const { reservation } = await citizen.get<{ reservation: Reservation }>('reservations', 'make', {
    slot,
    people: [{ person, services: ['passport'] }],
    phone,
  });
  return reservation;
}

async function everythingKept(): Promise<string> {
  const tables = await database.rows<{ name: string }>(
    sql`select table_name as name from information_schema.tables where table_schema = 'public'`,
  );
  const texts = await Promise.all(
    tables.map(async ({ name }) => {
      const text = `select coalesce(string_agg(to_jsonb(t)::text, ' '), '') as rows from "${name}" t`;
      const [row] = await database.rows<{ rows: string }>({ text, values: [], name: '' });
      return row!.rows;
    }),
  );
  return texts.join(' ');
}

describe('consent', () => {
  it('comes before the first collection, is withdrawn, and given again', async () => {
    const citizen = await service.citizen('agrees');
    await citizen.get('privacy', 'withdrawConsent', { purpose: 'booking' });
    const wish = {
      slot: 'city.appointment.2026-11-24.1000',
      people: [{ person: newPerson(), services: ['passport'] }],
      phone,
    };

    expect(await citizen.code('identity', 'savePerson', { person: newPerson() })).toBe('CONSENT_NEEDED');
    expect(await citizen.code('reservations', 'make', wish)).toBe('CONSENT_NEEDED');
    expect(await citizen.get('privacy', 'listConsents', {})).toEqual({
      consents: [
        { purpose: 'booking', version: 1, granted: false },
        { purpose: 'notifications', version: 1, granted: false },
      ],
    });

    await citizen.get('privacy', 'giveConsent', { purpose: 'booking', version: 1 });

    expect(await citizen.code('reservations', 'make', wish)).toBe('OK');
  });

  it('is not given to a wording that is no longer shown', async () => {
    const citizen = await service.citizen('old-wording');

    expect(await citizen.code('privacy', 'giveConsent', { purpose: 'booking', version: 2 })).toBe(
      'INVALID_INPUT',
    );
  });
});

describe('a copy of my data', () => {
  it('holds people, visits and consents, masked, and nothing of anybody else', async () => {
    const citizen = await service.citizen('copies');
    const person = newPerson('钱拷贝');
    await citizen.get('identity', 'savePerson', { person });
    const { code } = await book(citizen, person);
    await book(await service.citizen('neighbour'), newPerson('孙邻居'));

    const copy = await citizen.get<{ sections: Record<string, Record<string, unknown>[]> }>(
      'privacy',
      'getExport',
      {},
    );

    expect(copy.sections.person).toMatchObject([{ name: '钱*贝', phone: '139****5678' }]);
    expect(copy.sections.reservation).toMatchObject([{ code, phone: '139****5678', status: 'booked' }]);
    expect(copy.sections.applicant).toMatchObject([{ name: '钱*贝' }]);
    expect(copy.sections.consent).toMatchObject([{ purpose: 'booking' }]);
    const text = JSON.stringify(copy);
    for (const secret of [person.documentNumber, phone, '钱拷贝', 'sealed', 'digest', 'blind', '孙']) {
      expect(text).not.toContain(secret);
    }
  });

  it('has a section for every table that names an account', async () => {
    const tables = await database.rows<{ name: string }>(sql`
      select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'account_id' order by 1`);

    expect(Object.keys(sections)).toEqual(expect.arrayContaining(tables.map(({ name }) => name)));
  });
});

describe('deleting everything', () => {
  it('waits for a visit to come, then leaves nothing that tells who it was', async () => {
    const citizen = await service.citizen('leaves');
    const person = newPerson('李离开');
    await citizen.get('identity', 'savePerson', { person });
    const { id } = await book(citizen, person);
    const blind = service.dependencies.sealer.blind(`resident-id:${person.documentNumber}`);
    expect(await everythingKept()).toContain(blind);

    expect(await citizen.code('privacy', 'deleteMine', { confirm: 'delete' })).toBe('DATA_STILL_NEEDED');
    await citizen.get('reservations', 'cancel', { reservation: id });
    const { token } = citizen;
    const reply = await service.call('privacy', 'deleteMine', { confirm: 'delete' }, { token });

    expect(reply).toMatchObject({ ok: true, data: { deleted: true } });
    expect(await service.call('identity', 'listPeople', {}, { token })).toMatchObject({
      error: { code: 'NOT_SIGNED_IN' },
    });
    const kept = await everythingKept();
    expect(kept).not.toContain(blind);
    expect(kept).not.toContain('demo:leaves');
    const [visit] = await database.rows<{ status: string; contact_sealed: string }>(
      sql`select status, contact_sealed from reservation where city = ${city} and id = ${id}`,
    );
    expect(visit).toEqual({ status: 'cancelled', contact_sealed: '' });
  });

  it('lets the same person begin anew with an empty account', async () => {
    const before = await service.citizen('returns');
    await before.get('identity', 'savePerson', { person: newPerson() });
    await service.call('privacy', 'deleteMine', { confirm: 'delete' }, { token: before.token });

    const after = await service.citizen('returns');

    expect(await after.get('identity', 'listPeople', {})).toEqual({ people: [] });
  });
});

describe('retention', () => {
  const run = (now: string) => eraseOldData(service.dependencies, city, new Date(now));

  it('erases who came ninety days after the visit, and not a day earlier', async () => {
    const citizen = await service.citizen('keeps');
    const { id } = await book(citizen);
    await database.rows(sql`
      update reservation set status = 'completed' where city = ${city} and id = ${id}`);
    const sealedOf = async () =>
      (
        await database.rows<{ sealed: string; document_blind: string }>(
          sql`select sealed, document_blind from applicant where city = ${city} and reservation_id = ${id}`,
        )
      )[0]!;

    await run('2027-02-22T08:59:00+08:00');
    expect((await sealedOf()).sealed).not.toBe('');
    await run('2027-02-22T09:00:01+08:00');

    expect(await sealedOf()).toEqual({ sealed: '', document_blind: 'erased' });
    service.setNow('2027-02-22T10:00:00+08:00');
    const { reservation } = await citizen.get<{ reservation: Reservation }>('reservations', 'get', {
      reservation: id,
    });
    expect(reservation).toMatchObject({ status: 'completed', phone: '', people: [{ name: '*' }] });
  });

  it('keeps a saved person two years, and one with a visit to come longer', async () => {
    const citizen = await service.citizen('saves');
    const [idle, busy] = [newPerson('周没来'), newPerson('吴要来')];
    await citizen.get('identity', 'savePerson', { person: idle });
    await citizen.get('identity', 'savePerson', { person: busy });
    await book(citizen, busy);

    await database.rows(sql`
      update person set updated_at = '2024-11-20T09:00:00+08:00' where city = ${city}`);

    await run(MONDAY_NINE);

    const { people } = await citizen.get<{ people: { name: string }[] }>('identity', 'listPeople', {});
    expect(people.map(({ name }) => name)).toEqual(['吴*来']);
  });

  it('deletes ended sign-ins, old codes and memories of retries', async () => {
    const citizen = await service.citizen('forgets');
    await citizen.get('identity', 'savePerson', { person: newPerson() });
    await citizen.get('identity', 'startLink', {});
    await run('2029-01-15T03:00:00+08:00');

    for (const table of ['sign_in', 'one_time_code', 'remembered_write']) {
      const text = `select count(*)::integer as count from ${table} where city = '${city}'`;
      const [row] = await database.rows<{ count: number }>({ text, values: [], name: '' });
      expect(row!.count).toBe(0);
    }
    expect(await run('2029-01-15T03:00:01+08:00')).toBe(0);
  });
});
