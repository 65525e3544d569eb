import type { Reservation } from '../../contract/reservations';
import { freshHangzhou } from '../../tests/support/freshDatabase';
import { aPerson } from '../../tests/support/people';
import { type StandInSms, standInSms } from '../../tests/support/platforms/standInSms';
import { type Citizen, city, openService, type Service } from '../../tests/support/service';
import type { Database } from '../_database/database';
import { sql } from '../_database/sql';
import { notify } from '../_notifications/notify';
import { createSmsApi } from '../_platforms/smsApi';
import { sendNotifications } from '../timers/sendNotifications';

const NINE = '2026-11-24T09:00:00+08:00';
const phone = '13812345678';

let now = new Date(NINE);
const clock = () => now;
let database: Database;
let service: Service;
let sms: StandInSms;
let serial = 65_000;

beforeAll(async () => {
  database = await freshHangzhou();
  sms = await standInSms(clock);
  service = await openService(database, NINE, { platforms: { sms: createSmsApi({ ...sms, clock }) } });
});
beforeEach(async () => {
  // Each test in another hour, so that the limits of a number do not reach over.
  now = new Date(now.getTime() + 3_600_000);
  await database.rows(sql`delete from notification`);
  sms.sent.length = 0;
});
afterAll(() => Promise.all([database.close(), sms.close()]));

const send = () => sendNotifications(service.dependencies, city, now);
const outbox = () =>
  database.rows<{ attempts: number; last_failure: string | null; sent: boolean; dead: boolean }>(sql`
    select attempts, last_failure, sent_at is not null as sent, dead_at is not null as dead from notification`);

async function agrees(citizen: Citizen): Promise<void> {
  await citizen.get('privacy', 'giveConsent', { purpose: 'notifications', version: 1 });
}

/** Somebody whom the hall asks to move. */
async function askedToMove(name: string, kind = 'visit.move-offered') {
  serial += 1;
  const citizen = await service.citizen(name);
  const { reservation } = await citizen.get<{ reservation: Reservation }>('reservations', 'make', {
    slot: 'city.appointment.2026-11-26.0900',
    people: [{ person: aPerson(serial), services: ['passport'] }],
    phone,
  });
  const [row] = await database.rows<{ account_id: string }>(sql`
    select account_id from reservation where city = ${city} and id = ${reservation.id}`);
  await notify(database, {
    city,
    accountId: row!.account_id,
    kind,
    subject: `reservation:${reservation.id}`,
    facts: { hall: 'city', date: '2026-11-26', startMinute: 600 },
    now,
  });
  return citizen;
}

describe('what cannot wait', () => {
  it('goes to the phone of the visit when no platform may tell it and the person agreed', async () => {
    await agrees(await askedToMove('texts'));

    expect(await send()).toBe(1);
    expect(await send()).toBe(0);

    expect(sms.sent).toEqual([
      {
        phone,
        signName: sms.signName,
        template: 'SMS_300000001',
        fields: { hall: expect.stringContaining('出入境'), when: '2026-11-26 10:00' },
      },
    ]);
    expect(await outbox()).toMatchObject([{ sent: true, dead: false, last_failure: null }]);
  });

  it('is texted to nobody who has not agreed, or has taken it back', async () => {
    await askedToMove('silent');
    const citizen = await askedToMove('changed-mind');
    await agrees(citizen);
    await citizen.get('privacy', 'withdrawConsent', { purpose: 'notifications' });

    expect(await send()).toBe(0);

    expect(sms.sent).toEqual([]);
    expect((await outbox()).map(({ last_failure }) => last_failure)).toEqual(['not-allowed', 'not-allowed']);
  });

  it('only: what can be read later in the app costs no message', async () => {
    await agrees(await askedToMove('patient', 'reservation.tomorrow'));
    now = new Date('2026-11-25T12:00:00+08:00');

    expect(await send()).toBe(0);
    expect(sms.sent).toEqual([]);
  });
});

describe('the gateway', () => {
  it('that sends one message a minute to a number is asked again after a minute', async () => {
    await agrees(await askedToMove('first'));
    await agrees(await askedToMove('second'));

    expect(await send()).toBe(1);
    expect((await outbox()).flatMap(({ last_failure }) => last_failure ?? [])).toEqual([
      'sms-isv.BUSINESS_LIMIT_CONTROL',
    ]);
    now = new Date(now.getTime() + 60_000);
    expect(await send()).toBe(1);
  });

  it.each([
    ['isp.SYSTEM_ERROR', false],
    ['isv.SMS_TEMPLATE_ILLEGAL', true],
    ['isv.MOBILE_NUMBER_ILLEGAL', true],
  ])('that answers %s is believed', async (code, dead) => {
    await agrees(await askedToMove(`answers-${code.length}`));
    sms.failNext(code);

    expect(await send()).toBe(0);

    expect(await outbox()).toMatchObject([{ dead, attempts: 1, last_failure: `sms-${code}` }]);
  });

  it('with another secret takes nothing, and the message waits for somebody to mend it', async () => {
    const wrong = createSmsApi({ ...sms, accessKeySecret: 'another-secret', clock });

    expect(await wrong.send({ phone, template: 'SMS_300000001', fields: { hall: '(*)!', when: '~' } })).toBe(
      'SignatureDoesNotMatch',
    );
    const right = createSmsApi({ ...sms, clock });
    expect(
      await right.send({
        phone: '+85212345678',
        template: 'SMS_300000001',
        fields: { hall: "(*)'!", when: '~' },
      }),
    ).toBe('OK');
    expect(sms.sent[0]).toMatchObject({ phone: '0085212345678', fields: { hall: "(*)'!" } });
  });

  it('that is away is tried again', async () => {
    await agrees(await askedToMove('away'));
    const away = createSmsApi({ ...sms, endpoint: 'http://127.0.0.1:1', clock });

    expect(await sendNotifications({ ...service.dependencies, platforms: { sms: away } }, city, now)).toBe(0);

    expect(await outbox()).toMatchObject([{ dead: false, last_failure: 'sms-unreachable' }]);
  });
});
