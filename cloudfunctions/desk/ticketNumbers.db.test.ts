import type { OutputOf } from '../../contract/rooms';
import type { Ticket, tickets } from '../../contract/tickets';
import { type Lane, lanes } from '../../domain/lane';
import { freshHangzhou } from '../../tests/support/freshDatabase';
import { emptyHalls, sitDown, takeTicket } from '../../tests/support/queue';
import { type Citizen, city, openService, type Service } from '../../tests/support/service';
import { withoutFairness } from '../../tests/support/withoutFairness';
import type { Database } from '../_database/database';
import { sql } from '../_database/sql';

const hall = 'xihu';
let database: Database;
let service: Service;
let wang: Citizen;
let clerk: Citizen;

beforeAll(async () => {
  database = await freshHangzhou();
  await withoutFairness(database);
  service = await openService(database, '2026-11-23T09:00:00+08:00');
});
beforeEach(async () => {
  await emptyHalls(database);
  wang = await service.citizen('wang');
  clerk = await service.staff('xihu:clerk');
});
afterAll(() => database.close());

const phone = async (ticket: string) =>
  (await wang.get<{ ticket: Ticket }>('tickets', 'get', { ticket })).ticket;
const screen = async () =>
  (await wang.get<OutputOf<typeof tickets.display>>('tickets', 'display', { hall })).called;
const found = async (text: string) =>
  (await clerk.get<{ entries: { number?: string }[] }>('desk', 'find', { hall, text })).entries.map(
    ({ number }) => number,
  );
const told = async () =>
  (
    await database.rows<{ facts: { number: string } }>(sql`
      select facts from notification where city = ${city} and kind = 'ticket.sent-on'`)
  ).map(({ facts }) => facts.number);

describe('the number of a ticket', () => {
  const others = lanes.filter((lane): lane is Exclude<Lane, 'kiosk'> => lane !== 'kiosk');

  it.each(others)('stays what was given when it is sent to the lane %s, on every side', async (lane) => {
    const window = await sitDown(clerk, 1);
    const { id, number } = await takeTicket(wang);
    await window.callNext();

    expect((await window.transfer(id, { lane })).number).toBe(number);

    expect(await phone(id)).toMatchObject({ number, ...(lane === 'walk-in' ? {} : { lane, sentTo: {} }) });
    expect(await found(number)).toEqual([number]);
    expect((await window.callNext())?.number).toBe(number);
    expect(await screen()).toEqual([{ number, window: 1, again: false }]);
    await window.start(id);
    await window.complete(id);
    const { documents } = await clerk.get<{ documents: { number: string }[] }>('desk', 'listDocuments', {
      hall,
      show: 'accepted',
    });
    expect(documents.map((each) => each.number)).toContain(number);
  });

  it('stays over a whole way through the hall, and its owner hears of every turn', async () => {
    const first = await sitDown(clerk, 1);
    const second = await sitDown(await service.staff('xihu:clerk:li'), 2);
    const { id, number } = await takeTicket(wang);
    await first.callNext();
    await first.transfer(id, { window: 2 });
    expect((await phone(id)).sentTo).toEqual({ window: 2 });
    await second.callNext();
    await second.start(id);
    await second.transfer(id, { lane: 'enterprise' });

    expect(await told()).toEqual([number, number]);
    expect((await phone(id)).sentTo).toEqual({});
    expect((await first.callNext())?.number).toBe(number);
    expect((await phone(id)).sentTo).toBeUndefined();
  });
});
