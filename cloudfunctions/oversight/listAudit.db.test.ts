import type { oversight } from '../../contract/oversight';
import type { OutputOf } from '../../contract/rooms';
import { freshHangzhou } from '../../tests/support/freshDatabase';
import { bookVisit, sitDown, takeTicket } from '../../tests/support/queue';
import { type Citizen, openService, type Service } from '../../tests/support/service';
import type { Database } from '../_database/database';

const MONDAY_NINE = '2026-11-23T09:00:00+08:00';

let database: Database;
let service: Service;
let supervisor: Citizen;
let ids: { readonly ticket: string; readonly visit: string; readonly elsewhere: string };

beforeAll(async () => {
  database = await freshHangzhou();
  service = await openService(database, MONDAY_NINE);
  const wang = await service.citizen('wang');
  const visit = await bookVisit(wang, 'xihu.appointment.2026-11-25.0900');
  const elsewhere = await bookVisit(wang, 'city.appointment.2026-11-25.0900');
  const ticket = await takeTicket(wang);
  await sitDown(await service.staff('xihu:clerk'), 1, 'xihu');
  service.setNow('2026-11-24T00:00:00+08:00');
  for (const hall of ['xihu', 'city']) {
    const lead = await service.staff(hall);
    await lead.get('desk', 'closeEarly', { hall, date: '2026-11-26', at: '16:00', apply: true });
  }
  supervisor = await service.staff('*');
  ids = { ticket: ticket.id, visit: visit.id, elsewhere: elsewhere.id };
});
afterAll(() => database.close());

type Page = OutputOf<typeof oversight.listAudit>;

const list = async (filter: object) =>
  (await supervisor.get<Page>('oversight', 'listAudit', { ...filter, limit: 100 })).entries;

it('is read by hall: what stands in the name of a subject, and in its row', async () => {
  const subjects = (await list({ hall: 'xihu' })).map(({ subject }) => subject);
  expect(subjects).toEqual(
    expect.arrayContaining([
      `ticket:${ids.ticket}`,
      `reservation:${ids.visit}`,
      'window:xihu/2026-11-23/1',
      'hall:xihu/2026-11-26',
      'slot:xihu.appointment.2026-11-26.1600',
    ]),
  );
  expect(subjects).not.toContain(`reservation:${ids.elsewhere}`);
  expect(subjects.filter((subject) => /[:.]city\b/.test(subject))).toEqual([]);
  // Signing in and consent belong to no hall.
  expect(subjects.filter((subject) => subject.startsWith('account:'))).toEqual([]);
});

it('is read by what was done', async () => {
  const closings = await list({ action: 'desk.closeEarly' });
  expect(closings.map(({ subject }) => subject).sort()).toEqual([
    'hall:city/2026-11-26',
    'hall:xihu/2026-11-26',
  ]);
  expect(await list({ action: 'desk.closeEarly', hall: 'city' })).toHaveLength(1);
});

it('is read by day in hall time, both ends included', async () => {
  const all = await list({});
  const monday = await list({ from: '2026-11-23', to: '2026-11-23' });
  const tuesday = await list({ from: '2026-11-24', to: '2026-11-24' });
  const before = (instant: string) => all.filter(({ at }) => at < new Date(instant).toISOString());
  expect(monday).toEqual(before('2026-11-24T00:00:00+08:00'));
  expect([...tuesday, ...monday]).toEqual(all);
  expect([monday.length > 0, tuesday.length > 0]).toEqual([true, true]);
  expect(await list({ from: '2026-11-25' })).toEqual([]);
});
