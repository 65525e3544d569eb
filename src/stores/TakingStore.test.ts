import { aPhone } from '../../tests/support/phone';
import { aTicket } from '../../tests/support/tickets';
import { type HallQueue, TakingStore } from './TakingStore';

const wang = { id: 'wang', name: '王*明', documentNumber: '3301**********0012', needsGuardian: false };
const code = 'EEB1.hall-xihu.x1Y2z3A4b5C6d7E8f9G0-_';

const queueAt = (hall: string, changes: Partial<HallQueue> = {}): HallQueue => ({
  hall,
  waiting: 4,
  windowsOpen: 2,
  wait: { from: 8, to: 12 },
  givesTickets: true,
  ...changes,
});

async function aTaking(halls: readonly HallQueue[] = [queueAt('xihu'), queueAt('gongshu')]) {
  const phone = aPhone();
  phone.answers.set('identity.signIn', () => ({
    token: 't',
    expiresInSeconds: 7_200,
    refreshToken: 'r',
    account: { id: 'wang', roles: [] },
  }));
  phone.answers.set('identity.listPeople', () => ({ people: [wang] }));
  phone.answers.set('tickets.halls', () => ({ halls, asOf: '2026-11-23T01:00:00.000Z' }));
  phone.answers.set('slots.earliest', () => ({ options: [{ slot: 's1', hall: 'city' }] }));
  phone.answers.set('tickets.take', () => ({ ticket: aTicket() }));
  await phone.stores.people.load();
  const taking = phone.stores.part(TakingStore);
  const inputOf = (operation: string) =>
    phone.sent.filter((each) => each.operation === operation).at(-1)?.input;
  return { phone, taking, inputOf };
}

describe('taking a ticket', () => {
  it('needs a hall, somebody, and when they are there', async () => {
    const { taking, phone } = await aTaking();
    taking.begin({ service: 'passport' });
    expect(taking.missing).toBe('hall');
    taking.chooseHall('xihu');
    // The only person there is comes unasked.
    expect(taking.missing).toBe('arrival');
    expect(await taking.take()).toBeNull();
    taking.chooseArrival(20);
    expect(taking.missing).toBeUndefined();
    phone.stores.booking.togglePerson('wang');
    phone.stores.people.people.accept([]);
    expect(taking.missing).toBe('person');
  });

  it('sends who comes for what, and shows the ticket at once', async () => {
    const { taking, phone, inputOf } = await aTaking();
    taking.begin({ hall: 'xihu', service: 'passport' });
    phone.stores.booking.toggleService('hkm-permit');
    taking.chooseArrival(0);
    taking.toggleGreen('pregnant');

    expect((await taking.take())?.number).toBe('B012');
    expect(inputOf('take')).toEqual({
      hall: 'xihu',
      people: [{ person: { id: 'wang' }, services: ['passport', 'hkm-permit'] }],
      presence: { arriveInMinutes: 0 },
      green: 'pregnant',
    });
    expect(phone.stores.tickets.live).toHaveLength(1);
  });

  it('believes a scanned code before anything else, and says where it hangs', async () => {
    const { taking, inputOf } = await aTaking();
    taking.begin({ hall: 'gongshu', service: 'passport' });
    expect(taking.readCode('https://pay.example/?id=1')).toBe(false);
    expect(taking.hall).toBe('gongshu');
    expect(taking.readCode(code)).toBe(true);
    expect(taking.hall).toBe('xihu');
    taking.chooseArrival(30);
    await taking.take();

    expect(inputOf('take')).toMatchObject({ hall: 'xihu', presence: { hallCode: code } });
    taking.chooseHall('gongshu');
    expect(taking.code).toBeUndefined();
  });

  it('counts as near only where the phone itself was asked', async () => {
    const { taking, phone } = await aTaking();
    taking.begin({ hall: 'xihu', service: 'passport' });
    phone.stores.place.chooseDistrict('xihu');
    taking.chooseArrival('near');
    expect(taking.missing).toBe('arrival');

    phone.located = { kind: 'found', longitude: 120.147376, latitude: 30.272934 };
    await phone.stores.place.locate();
    expect(taking.presence).toEqual({ near: { longitude: 120.147, latitude: 30.273 } });
  });

  it('sends one wish once, however often it is tapped', async () => {
    const { taking, phone } = await aTaking();
    taking.begin({ hall: 'xihu', service: 'passport' });
    taking.chooseArrival(0);
    const answers = await Promise.all([taking.take(), taking.take()]);

    expect(answers.filter((ticket) => ticket !== null)).toHaveLength(1);
    expect(phone.sent.filter(({ operation }) => operation === 'take')).toHaveLength(1);
  });
});

describe('the list of halls', () => {
  it('says what many halls have in common once, and keeps the order of the service inside', async () => {
    const { wait: _wait, ...quiet } = queueAt('xihu');
    const { taking } = await aTaking([
      quiet,
      queueAt('gongshu', { wait: { from: 5, to: 10 } }),
      { ...quiet, hall: 'binjiang' },
      queueAt('tonglu', { givesTickets: false, because: 'closed' }),
      { ...quiet, hall: 'city' },
      queueAt('jiande', { givesTickets: false, because: 'full' }),
    ]);
    await taking.loadHalls();

    expect(taking.hallGroups.map(({ why, halls }) => [why, ...halls.map(({ hall }) => hall)])).toEqual([
      ['known', 'gongshu'],
      ['unknown', 'xihu', 'binjiang', 'city'],
      ['full', 'jiande'],
      ['closed', 'tonglu'],
    ]);
  });
});

describe('a hall that can no longer serve today', () => {
  it('says so before anybody asks, with halls that can and the earliest time to book', async () => {
    const full = queueAt('xihu', { givesTickets: false, because: 'full' });
    const closed = queueAt('tonglu', { givesTickets: false, because: 'closed' });
    const { taking } = await aTaking([queueAt('gongshu'), full, closed]);
    taking.begin({ hall: 'xihu', service: 'passport' });
    await taking.loadHalls();

    expect(taking.cannotServe).toBe('full');
    expect(taking.otherHalls.map(({ hall }) => hall)).toEqual(['gongshu']);
    expect(taking.earliest.value).toEqual([{ slot: 's1', hall: 'city' }]);
  });

  it('is learnt from a refusal too, and forgotten with another hall', async () => {
    const { taking, phone } = await aTaking();
    taking.begin({ hall: 'xihu', service: 'passport' });
    taking.chooseArrival(0);
    phone.refusals.set('tickets.take', 'NO_TICKETS_LEFT');
    expect(await taking.take()).toBeNull();
    expect(taking.cannotServe).toBe('full');
    taking.chooseHall('gongshu');
    expect(taking.cannotServe).toBeUndefined();
    expect(taking.missing).toBeUndefined();
  });

  it('asks for another proof when the code is of yesterday', async () => {
    const { taking, phone } = await aTaking();
    taking.begin({ service: 'passport' });
    taking.readCode(code);
    phone.refusals.set('tickets.take', 'HALL_CODE_INVALID');
    expect(await taking.take()).toBeNull();
    expect([taking.error?.code, taking.missing]).toEqual(['HALL_CODE_INVALID', 'arrival']);
  });
});
