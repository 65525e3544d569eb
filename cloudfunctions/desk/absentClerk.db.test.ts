import type { DeskWindow } from '../../contract/desk';
import type { Ticket } from '../../contract/tickets';
import { freshHangzhou } from '../../tests/support/freshDatabase';
import { emptyHalls, sitDown, takeTicket } from '../../tests/support/queue';
import { type Citizen, city, openService, type Service } from '../../tests/support/service';
import { withoutFairness } from '../../tests/support/withoutFairness';
import type { Database } from '../_database/database';
import { endLeftWindows } from '../timers/endLeftWindows';

const hall = 'xihu';
const at = (time: string) => `2026-11-23T${time}:00+08:00`;
let database: Database;
let service: Service;
let wang: Citizen;
let gone: Citizen;
let colleague: Citizen;

beforeAll(async () => {
  database = await freshHangzhou();
  await withoutFairness(database);
  service = await openService(database, at('09:00'));
});
beforeEach(async () => {
  await emptyHalls(database);
  service.setNow(at('09:00'));
  wang = await service.citizen('wang');
  gone = await service.staff('xihu:clerk');
  colleague = await service.staff('xihu:clerk:li');
});
afterAll(() => database.close());

const windows = async (by = colleague) =>
  (await by.get<{ windows: DeskWindow[] }>('desk', 'windows', { hall })).windows;
const counted = async () => {
  const { halls } = await wang.get<{ halls: { hall: string; windowsOpen: number; wait?: object }[] }>(
    'tickets',
    'halls',
    {},
  );
  return halls.find((each) => each.hall === hall);
};
const end = () => endLeftWindows(service.dependencies, city, service.dependencies.clock());

describe('a clerk who has gone', () => {
  it.each([
    ['called', []],
    ['serving', ['start']],
  ] as const)('leaves a %s ticket to a colleague, who goes on with it', async (_what, steps) => {
    const window = await sitDown(gone, 1);
    const { id } = await takeTicket(wang);
    await window.callNext();
    for (const step of steps) await window[step](id);
    expect(await colleague.code('desk', 'takeWindow', { hall, window: 1 })).toBe('WINDOW_TAKEN');
    service.setNow(at('10:00'));
    expect((await windows())[0]).toMatchObject({ window: 1, mine: false, away: true });

    const { window: taken } = await colleague.get<{ window: DeskWindow }>('desk', 'takeWindow', {
      hall,
      window: 1,
    });

    expect(taken).toMatchObject({ window: 1, mine: true, away: false, entry: { ticket: id } });
    expect(await gone.code('desk', 'callNext', { hall, window: 1 })).toBe('WINDOW_TAKEN');
    if (steps.length === 0) await colleague.get('desk', 'start', { hall, ticket: id });
    await colleague.get('desk', 'complete', { hall, ticket: id });
    expect((await windows())[0]).toMatchObject({ mine: true, away: false });
  });

  it('loses a window to a lead at any time, and to nobody of another hall', async () => {
    await sitDown(gone, 1);

    expect(await (await service.staff('city')).code('desk', 'takeWindow', { hall, window: 1 })).toBe(
      'NOT_ALLOWED',
    );
    expect(await (await service.staff('xihu')).code('desk', 'takeWindow', { hall, window: 1 })).toBe('OK');
    expect(await colleague.code('desk', 'takeWindow', { hall, window: 2 })).toBe('WINDOW_NOT_OPEN');
  });

  it('counts in no wait, while one with nobody to call does', async () => {
    await sitDown(gone, 1);
    service.setNow(at('09:40'));
    expect(await counted()).toMatchObject({ windowsOpen: 1 });
    await takeTicket(wang);
    service.setNow(at('09:54'));
    expect(await counted()).toMatchObject({ windowsOpen: 1 });

    service.setNow(at('09:55'));

    const now = await counted();
    expect(now?.windowsOpen).toBe(0);
    expect(now?.wait).toBeUndefined();
    await gone.get('desk', 'callNext', { hall, window: 1 });
    expect(await counted()).toMatchObject({ windowsOpen: 1 });
  });

  it('is sent home after a while: whom they called waits in the old place, whoever they serve stays', async () => {
    const left = await sitDown(gone, 1);
    const serving = await sitDown(colleague, 2);
    const [first, second, third] = [await takeTicket(wang), await takeTicket(wang), await takeTicket(wang)];
    await left.callNext();
    await serving.callNext();
    await serving.start(second.id);
    service.setNow(at('09:29'));
    expect(await end()).toBe(0);

    service.setNow(at('11:00'));
    expect(await end()).toBe(1);

    expect((await windows()).map(({ window }) => window)).toEqual([2]);
    const shown = await wang.get<{ ticket: Ticket }>('tickets', 'get', { ticket: first.id });
    expect(shown.ticket).toMatchObject({ status: 'waiting', number: first.number, misses: 0, ahead: 0 });
    await serving.complete(second.id);
    expect((await serving.callNext())?.ticket).toBe(first.id);
    expect(third.number).toBe('B003');
    expect(await end()).toBe(0);
  });

  it('is not gone for having had a break', async () => {
    service.setNow(at('11:50'));
    await sitDown(gone, 1);
    await takeTicket(wang);
    service.setNow(at('13:35'));

    expect((await windows())[0]).toMatchObject({ away: false });
  });
});
