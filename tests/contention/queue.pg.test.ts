import { randomBytes } from 'node:crypto';
import { sql } from '../../cloudfunctions/_database/sql';
import type { DeskEntry } from '../../contract/desk';
import { freshPostgres, type TestPostgres } from '../support/postgresDatabase';
import { aTicketWish, sitDown, someoneNew, takeTicket } from '../support/queue';
import { type Citizen, city, openService, type Service } from '../support/service';

const WINDOWS = 40;
const keys = { sealing: [{ id: 's1', key: randomBytes(32) }], blind: randomBytes(32) };
const hall = 'city';

let postgres: TestPostgres;
let service: Service;
let wang: Citizen;
let clerks: Citizen[];

beforeAll(async () => {
  postgres = await freshPostgres(24);
  service = await openService(postgres.database, '2026-11-23T09:00:00+08:00', { keys });
  wang = await service.citizen('wang');
  clerks = await Promise.all(
    Array.from({ length: WINDOWS }, (_, index) => service.staff(`city:clerk:c${index}`)),
  );
});
afterAll(() => postgres.drop());

const everyone = <Result>(work: (clerk: Citizen, index: number) => Promise<Result>) =>
  Promise.all(clerks.map(work));

describe(`${WINDOWS} windows of one hall`, () => {
  it('draw no number twice and leave none out, however many take tickets together', async () => {
    const taken = await Promise.all(Array.from({ length: 120 }, () => takeTicket(wang, { hall })));

    const numbers = taken.map(({ number }) => Number(number.slice(1))).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 120 }, (_, index) => index + 1));
  });

  it('call nobody twice, all calling at once, three times over', async () => {
    const desks = await everyone((clerk, index) => sitDown(clerk, index + 1, hall));
    const called: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      const entries = await Promise.all(desks.map((desk) => desk.callNext()));
      const tickets = entries.map((entry) => entry!.ticket!);
      called.push(...tickets);
      await Promise.all(tickets.map((ticket, index) => desks[index]!.start(ticket)));
      await Promise.all(tickets.map((ticket, index) => desks[index]!.complete(ticket)));
    }

    expect(new Set(called).size).toBe(3 * WINDOWS);
    const [row] = await postgres.database.rows<{ calls: number; tickets: number; passed: number }>(sql`
      select count(distinct call_sequence)::integer as calls, count(*)::integer as tickets,
        max(passed_over)::integer as passed
      from ticket where city = ${city} and hall = ${hall} and status = 'served'`);
    expect(row).toEqual({ calls: 120, tickets: 120, passed: 0 });
  });

  it('give the last ones to exactly as many windows as there are people', async () => {
    await Promise.all(Array.from({ length: 7 }, () => takeTicket(wang, { hall })));

    const entries = await everyone(
      async (clerk, index) =>
        (await clerk.get<{ entry?: DeskEntry }>('desk', 'callNext', { hall, window: index + 1 })).entry,
    );

    const tickets = entries.flatMap((entry) => (entry === undefined ? [] : [entry.ticket]));
    expect(tickets).toHaveLength(7);
    expect(new Set(tickets).size).toBe(7);
  });

  it('call one person for two taps at one window, and for two staff at it', async () => {
    await Promise.all(Array.from({ length: 4 }, () => takeTicket(wang, { hall: 'xihu' })));
    const li = await service.staff('xihu:clerk:li');
    const zhao = await service.staff('xihu:clerk:zhao');
    await sitDown(li, 1);
    const call = { hall: 'xihu', window: 1 };

    const codes = await Promise.all([
      li.code('desk', 'callNext', call),
      li.code('desk', 'callNext', call),
      zhao.code('desk', 'callNext', call),
      zhao.code('desk', 'openWindow', call),
    ]);

    expect(codes.filter((code) => code === 'OK')).toHaveLength(1);
    const [row] = await postgres.database.rows<{ called: number }>(sql`
      select count(*)::integer as called from ticket where city = ${city} and hall = 'xihu' and status = 'called'`);
    expect(row!.called).toBe(1);
  });

  it('answer twenty retries of one call with one call', async () => {
    await Promise.all(Array.from({ length: 3 }, () => takeTicket(wang, { hall: 'gongshu' })));
    const desk = await sitDown(await service.staff('gongshu:clerk'), 1, 'gongshu');

    const entries = await Promise.all(Array.from({ length: 20 }, () => desk.callNext('the-same-call')));

    expect(new Set(entries.map((entry) => entry!.ticket)).size).toBe(1);
  });

  it('give one person one ticket, whatever fifty phones try', async () => {
    const people = [someoneNew()];
    const wish = aTicketWish({ hall: 'binjiang', people });

    const codes = await Promise.all(Array.from({ length: 50 }, () => wang.code('tickets', 'take', wish)));

    expect(codes.filter((code) => code === 'OK')).toHaveLength(1);
    expect(codes.filter((code) => code === 'ALREADY_HAS_TICKET')).toHaveLength(49);
  });

  it('lose nobody who leaves while being called', async () => {
    const tickets = await Promise.all(
      Array.from({ length: 20 }, () => takeTicket(wang, { hall: 'xiaoshan' })),
    );
    const desks = await Promise.all(
      Array.from({ length: 20 }, async (_, index) =>
        sitDown(await service.staff(`xiaoshan:clerk:x${index}`), index + 1, 'xiaoshan'),
      ),
    );

    await Promise.all([
      ...desks.map((desk) => desk.callNext()),
      ...tickets.map(({ id }) => wang.code('tickets', 'leave', { ticket: id })),
    ]);

    const rows = await postgres.database.rows<{ status: string; count: number }>(sql`
      select status, count(*)::integer as count from ticket
      where city = ${city} and hall = 'xiaoshan' group by status`);
    expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(20);
    expect(rows.every(({ status }) => status === 'left' || status === 'called')).toBe(true);
  });

  it('would call somebody twice without the lock: this suite can fail', async () => {
    await Promise.all(Array.from({ length: 60 }, () => takeTicket(wang, { hall: 'yuhang' })));
    const unlocked = { ...postgres.database };
    const strip = <Text extends { text: string; name: string }>(statement: Text) => ({
      ...statement,
      text: statement.text.includes('set last_number = hall_day.last_number')
        ? statement.text.replace(/on conflict[\s\S]*$/, 'on conflict do nothing')
        : statement.text,
      name: `unlocked-${statement.name}`.slice(0, 60),
    });
    unlocked.transaction = (work) =>
      postgres.database.transaction((transaction) =>
        work({ rows: (statement) => transaction.rows(strip(statement)) }),
      );
    const careless = await openService(unlocked, '2026-11-23T09:00:00+08:00', { keys });
    const staff = await Promise.all(
      Array.from({ length: WINDOWS }, (_, index) => careless.staff(`yuhang:clerk:y${index}`)),
    );
    for (const [index, clerk] of staff.entries()) {
      await clerk.get('desk', 'openWindow', { hall: 'yuhang', window: index + 1 });
    }

    const answers = await Promise.all(
      staff.map((clerk, index) =>
        careless.call('desk', 'callNext', { hall: 'yuhang', window: index + 1 }, clerk),
      ),
    );

    const tickets = answers.flatMap((answer) =>
      answer.ok ? [(answer.data as { entry?: DeskEntry }).entry?.ticket] : [],
    );
    expect(new Set(tickets).size).toBeLessThan(tickets.length);
  });
});
