import type { DeskWindow } from '../../contract/desk';
import type { oversight } from '../../contract/oversight';
import type { OutputOf } from '../../contract/rooms';
import { freshHangzhou } from '../../tests/support/freshDatabase';
import { type Citizen, city, openService, type Service } from '../../tests/support/service';
import type { Database } from '../_database/database';
import { sql } from '../_database/sql';

const hall = 'xihu';
let database: Database;
let service: Service;
let supervisor: Citizen;

beforeAll(async () => {
  database = await freshHangzhou();
  service = await openService(database, '2026-11-23T09:00:00+08:00');
  supervisor = await service.staff('*');
});
afterAll(() => database.close());

/** Somebody with a post of their own, bound by the code that the supervisor gave. */
async function employ(account: string, named: { name: string; number: string }) {
  const invitation = { role: 'clerk', hall, named };
  const { staff, code } = await supervisor.get<{ staff: string; code: string }>(
    'oversight',
    'inviteStaff',
    invitation,
  );
  const citizen = await service.citizen(account);
  await citizen.get('identity', 'bindStaff', { code });
  const { token } = await citizen.get<{ token: string }>('identity', 'enterDesk', {});
  return { staff, token };
}
const posts = async () =>
  (await supervisor.get<OutputOf<typeof oversight.listStaff>>('oversight', 'listStaff', {})).staff;

describe('who holds a post', () => {
  it('is told wherever staff are, two of one name by their number, and sealed where it is kept', async () => {
    const people = [
      { name: '王芳', number: '330101' },
      { name: '王芳', number: '330102' },
      { name: '阿卜杜热合曼·买买提', number: 'X-7' },
    ];
    const employed = [];
    for (const [index, named] of people.entries()) employed.push(await employ(`clerk-${index}`, named));

    const shown = await posts();
    expect(employed.map(({ staff }) => shown.find(({ id }) => id === staff))).toMatchObject(people);
    for (const [index, { token }] of employed.entries()) {
      await service.call('desk', 'openWindow', { hall, window: index + 1 }, { token });
    }
    const reply = await service.call('desk', 'windows', { hall }, { token: employed[0]!.token });
    const { windows } = (reply as { data: { windows: DeskWindow[] } }).data;
    expect(windows.map(({ clerk }) => clerk)).toEqual(people.map(({ name, number }) => `${name} ${number}`));
    const audit = await supervisor.get<OutputOf<typeof oversight.listAudit>>('oversight', 'listAudit', {
      limit: 100,
    });
    const opened = audit.entries.filter(({ action }) => action === 'desk.openWindow');
    expect(opened.map(({ actorName }) => actorName).reverse()).toEqual(windows.map(({ clerk }) => clerk));

    const kept = JSON.stringify(await database.rows(sql`select * from staff_member where city = ${city}`));
    const written = JSON.stringify(await database.rows(sql`select * from audit_entry where city = ${city}`));
    for (const { name, number } of people) {
      expect(kept + written).not.toContain(name);
      expect(kept + written).not.toContain(`"${number}"`);
    }
  });

  it('stays with a new code, and is told of a post that has ended', async () => {
    const { staff, token } = await employ('leaver', { name: '赵磊', number: '330199' });
    await service.call('desk', 'openWindow', { hall, window: 9 }, { token });
    await supervisor.get('oversight', 'inviteStaff', { role: 'clerk', hall, staff });
    expect((await posts()).find(({ id }) => id === staff)).toMatchObject({ name: '赵磊', number: '330199' });

    await supervisor.get('oversight', 'endStaff', { staff });

    expect((await posts()).some(({ id }) => id === staff)).toBe(false);
    const { entries } = await supervisor.get<OutputOf<typeof oversight.listAudit>>(
      'oversight',
      'listAudit',
      {},
    );
    expect(entries.find(({ action }) => action === 'desk.openWindow')?.actorName).toBe('赵磊 330199');
  });
});
