import type { Reservation } from '../../contract/reservations';
import { freshHangzhou } from '../../tests/support/freshDatabase';
import { aPerson } from '../../tests/support/people';
import { type StandInAlipay, standInAlipay } from '../../tests/support/platforms/standInAlipay';
import { type StandInWeChat, standInWeChat } from '../../tests/support/platforms/standInWeChat';
import { city, openService, type Service, type TestReply } from '../../tests/support/service';
import type { Database } from '../_database/database';
import { sql } from '../_database/sql';
import { createAlipayApi } from '../_platforms/alipayApi';
import { createWeChatApi } from '../_platforms/wechatApi';
import { remindTomorrow } from '../timers/remindTomorrow';
import { sendNotifications } from '../timers/sendNotifications';

const NINE = '2026-11-24T09:00:00+08:00';
const BOOKED = 'TMPL-booked';
const SLOT = 'city.appointment.2026-11-25.0900';

let now = new Date(NINE);
const clock = () => now;
let database: Database;
let service: Service;
let wechat: StandInWeChat;
let alipay: StandInAlipay;
let serial = 60_000;

beforeAll(async () => {
  database = await freshHangzhou();
  [wechat, alipay] = await Promise.all([standInWeChat(clock), standInAlipay(clock)]);
  const platforms = { wechat: createWeChatApi({ ...wechat, clock }), alipay: createAlipayApi(alipay) };
  service = await openService(database, NINE, { platforms });
});
beforeEach(async () => {
  setNow(NINE);
  await database.rows(sql`delete from notification`);
  wechat.sent.length = 0;
  alipay.sent.length = 0;
});
afterAll(() => Promise.all([database.close(), wechat.close(), alipay.close()]));

function setNow(instant: string): void {
  now = new Date(instant);
  service.setNow(instant);
}
const send = () => sendNotifications(service.dependencies, city, now);
const dataOf = <T>(reply: TestReply): T => {
  if (!reply.ok) throw new Error(reply.error.code);
  return reply.data as T;
};

/** Someone on a phone, who has allowed one message of each of these templates. */
async function someone(name: string, channel: 'wechat' | 'alipay', templates: string[], onPhone = templates) {
  const { token } = dataOf<{ token: string }>(
    await service.call('identity', 'signIn', { channel, code: `demo:${name}` }),
  );
  await service.call('privacy', 'giveConsent', { purpose: 'booking', version: 1 }, { token });
  if (templates.length > 0) await service.call('messages', 'allow', { channel, templates }, { token });
  for (const template of onPhone) (channel === 'wechat' ? wechat : alipay).allow(`demo:${name}`, template);
  return { token };
}

async function book(asking: { token: string }, slot = SLOT) {
  serial += 1;
  const people = [{ person: aPerson(serial), services: ['passport'] }];
  const made = await service.call('reservations', 'make', { slot, people, phone: '13812345678' }, asking);
  return dataOf<{ reservation: Reservation }>(made).reservation;
}

const outbox = () =>
  database.rows<{
    kind: string;
    attempts: number;
    last_failure: string | null;
    sent: boolean;
    dead: boolean;
    next: Date;
  }>(sql`
    select kind, attempts, last_failure, sent_at is not null as sent, dead_at is not null as dead,
      next_attempt_at as next from notification order by created_at, id`);

describe('a booking', () => {
  it('is told through WeChat in its own fields, once for one "allow"', async () => {
    const citizen = await someone('told', 'wechat', [BOOKED]);
    const { id, code } = await book(citizen);

    expect(await send()).toBe(1);
    expect(await send()).toBe(0);

    expect(wechat.sent).toEqual([
      {
        touser: 'demo:told',
        template_id: BOOKED,
        page: `pages/reservation/index?id=${id}`,
        lang: 'zh_CN',
        data: {
          thing1: { value: expect.stringMatching(/^.{1,20}$/u) },
          time2: { value: '2026-11-25 09:00' },
          character_string3: { value: code },
        },
      },
    ]);
    await book(citizen, 'xihu.appointment.2026-11-25.1000');
    expect(await outbox()).toHaveLength(1);
  });

  it('is told through Alipay, signed on both sides', async () => {
    const reply = await service.call('messages', 'listTemplates', { channel: 'alipay', moment: 'booked' });
    const { templates } = dataOf<{ templates: string[] }>(reply);
    expect(templates).toHaveLength(3);
    const citizen = await someone('paid', 'alipay', templates);
    const { code } = await book(citizen);

    expect(await send()).toBe(1);

    const [message] = alipay.sent;
    expect(message).toMatchObject({ to_open_id: 'demo:paid', user_template_id: templates[0] });
    expect(JSON.parse(message!.data)).toMatchObject({ keyword3: { value: code } });
  });

  it('is told to nobody who has not allowed it', async () => {
    await book(await someone('silent', 'wechat', []));

    expect(await outbox()).toEqual([]);
  });
});

describe('a platform', () => {
  it('that is busy is tried again after 1, 4, 16 … minutes, then the message is given up and seen by supervisors', async () => {
    await book(await someone('patient', 'wechat', [BOOKED]));
    wechat.failNext(-1, 6);
    for (const minutes of [0, 1, 4, 16, 64, 256]) {
      now = new Date(now.getTime() + minutes * 60_000);
      if (now.getTime() - Date.parse(NINE) > 11 * 3_600_000) now = new Date('2026-11-25T09:00:00+08:00');
      expect(await send()).toBe(0);
    }

    expect(await outbox()).toMatchObject([{ attempts: 6, dead: true, last_failure: 'wechat--1' }]);
    const desk = dataOf<{ token: string }>(
      await service.call('identity', 'signIn', { channel: 'web', code: 'demo-staff:*' }),
    );
    const { letters } = dataOf<{ letters: { id: string; failure: string }[] }>(
      await service.call('oversight', 'listDeadLetters', {}, desk),
    );
    expect(letters).toMatchObject([{ failure: 'wechat--1' }]);
    await service.call('oversight', 'retryDeadLetter', { letter: letters[0]!.id }, desk);
    setNow('2026-11-25T10:00:00+08:00');
    expect(await send()).toBe(1);
  });

  it('that forgot its access token gives a new one, and the message goes out', async () => {
    await book(await someone('stale', 'wechat', [BOOKED, BOOKED]));
    await send();
    wechat.forgetTokens();
    const citizen = await someone('fresh', 'wechat', [BOOKED]);
    await book(citizen);

    expect(await send()).toBe(1);
  });

  it('that says the person refused (43101) is believed: the message is given up and none is tried again', async () => {
    const citizen = await someone('refused', 'wechat', [BOOKED], []);
    await book(citizen);

    expect(await send()).toBe(0);

    expect(await outbox()).toMatchObject([{ dead: true, attempts: 1, last_failure: 'wechat-43101' }]);
    await book(citizen, 'xihu.appointment.2026-11-25.1000');
    expect(await outbox()).toHaveLength(1);
  });

  it('that does not know the template (40037) is not asked twice', async () => {
    const citizen = await someone('mended', 'wechat', [BOOKED]);
    wechat.failNext(40037);
    await book(citizen);
    await send();

    expect(await outbox()).toMatchObject([{ dead: true, attempts: 1, last_failure: 'wechat-40037' }]);
  });

  it('of Alipay that is busy is tried again', async () => {
    const { templates } = dataOf<{ templates: string[] }>(
      await service.call('messages', 'listTemplates', { channel: 'alipay', moment: 'booked' }),
    );
    await book(await someone('alipay-busy', 'alipay', templates));
    alipay.failNext(500, 'SYSTEM_ERROR');
    expect(await send()).toBe(0);
    now = new Date(now.getTime() + 60_000);

    expect(await send()).toBe(1);
  });
});

it('is sent by one of two instances, and again when the one that claimed it died', async () => {
  await book(await someone('twice', 'wechat', [BOOKED]));

  expect((await Promise.all([send(), send()])).sort()).toEqual([0, 1]);
  expect(wechat.sent).toHaveLength(1);

  await book(await someone('dies', 'wechat', [BOOKED]));
  await database.rows(sql`
    update notification set next_attempt_at = ${new Date(now.getTime() + 120_000)} where sent_at is null`);
  expect(await send()).toBe(0);
  now = new Date(now.getTime() + 120_000);
  expect(await send()).toBe(1);
});

it('waits in the night and goes out in the morning', async () => {
  setNow('2026-11-24T22:00:00+08:00');
  const citizen = await someone('sleeps', 'wechat', [BOOKED]);
  await book(citizen, 'xihu.appointment.2026-11-26.1000');
  expect(await send()).toBe(0);
  expect((await outbox())[0]!.next).toEqual(new Date('2026-11-25T07:30:00+08:00'));

  setNow('2026-11-25T07:30:00+08:00');
  expect(await send()).toBe(1);
});

it('brings tomorrow’s visits to mind at six in the evening, once, and not those that were cancelled', async () => {
  const citizen = await someone('tomorrow', 'wechat', ['TMPL-tomorrow']);
  const gone = await someone('cancelled', 'wechat', ['TMPL-tomorrow']);
  await database.rows(sql`update reservation set status = 'cancelled' where city = ${city}`);
  await book(citizen);
  const { id } = await book(gone);
  await service.call('reservations', 'cancel', { reservation: id }, gone);
  await database.rows(sql`delete from notification where kind = 'reservation.booked'`);

  setNow('2026-11-24T17:59:59+08:00');
  expect(await remindTomorrow(service.dependencies, city, now)).toBe(0);
  setNow('2026-11-24T18:00:00+08:00');
  expect(await remindTomorrow(service.dependencies, city, now)).toBe(1);
  expect(await remindTomorrow(service.dependencies, city, now)).toBe(0);
  expect(await send()).toBe(1);
  expect(wechat.sent[0]).toMatchObject({ touser: 'demo:tomorrow', template_id: 'TMPL-tomorrow' });
});

it('shows in the app what happened, in both languages, sent or not', async () => {
  const citizen = await someone('reads', 'wechat', [BOOKED]);
  const { id } = await book(citizen);
  const { messages } = dataOf<{ messages: unknown[] }>(
    await service.call('messages', 'listMine', {}, citizen),
  );

  expect(messages).toMatchObject([
    {
      kind: 'reservation.booked',
      title: { zh: '预约成功', en: 'Visit booked' },
      page: `pages/reservation/index?id=${id}`,
      sent: false,
    },
  ]);
});
