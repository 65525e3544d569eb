import { aPhone, type Phone } from '../../tests/support/phone';
import { aTicket } from '../../tests/support/tickets';

function phoneWith(...tickets: ReturnType<typeof aTicket>[]): Phone {
  const phone = aPhone();
  phone.answers.set('identity.signIn', () => ({
    token: 't',
    expiresInSeconds: 7_200,
    refreshToken: 'r',
    account: { id: 'wang', roles: [] },
  }));
  phone.answers.set('tickets.listMine', () => ({ tickets }));
  return phone;
}

describe('my tickets', () => {
  it('are those of today that still count', async () => {
    const { stores } = phoneWith(aTicket(), aTicket({ id: 'over', status: 'served' }));
    await stores.tickets.loadMine();

    expect(stores.tickets.live.map(({ number }) => number)).toEqual(['B012']);
  });

  it('stay on the phone without a network, and end with the day', async () => {
    const phone = phoneWith(aTicket());
    const { tickets } = phone.stores;
    await tickets.loadMine();
    phone.answers.delete('tickets.listMine');
    phone.now += 5 * 60_000;
    await tickets.loadMine();

    expect(tickets.mine.error?.offline).toBe(true);
    expect(tickets.live).toHaveLength(1);
    phone.now = Date.parse('2026-11-24T00:00:00+08:00');
    expect(tickets.live).toHaveLength(0);
  });

  it('are gone from the phone after signing out', async () => {
    const phone = phoneWith(aTicket());
    await phone.stores.tickets.loadMine();
    phone.stores.signOut();

    expect(phone.stores.tickets.live).toHaveLength(0);
    expect(phone.storage.get('my-tickets')).toBeUndefined();
  });
});

describe('following one', () => {
  it('looks more seldom while there is no answer, and as before once there is', async () => {
    const phone = phoneWith();
    const { tickets } = phone.stores;
    const front = aTicket({ ahead: 0, wait: { from: 1, to: 3 } });
    phone.answers.set('tickets.get', () => ({ ticket: front }));
    await tickets.load(front.id);
    expect(tickets.secondsToNextLook([front])).toBe(5);

    phone.answers.delete('tickets.get');
    await tickets.load(front.id);
    expect(tickets.shown.value).toEqual(front);
    expect(tickets.secondsToNextLook([front])).toBe(10);

    phone.answers.set('tickets.get', () => ({ ticket: front }));
    await tickets.load(front.id);
    expect(tickets.shown.error).toBeUndefined();
    expect(tickets.secondsToNextLook([front])).toBe(5);
  });

  it('goes by the ticket that is called soonest, and ends with the last one', async () => {
    const { tickets } = aPhone().stores;
    const far = aTicket({ wait: { from: 40, to: 60 } });
    expect(tickets.secondsToNextLook([far, aTicket({ status: 'called' })])).toBe(5);
    expect(tickets.secondsToNextLook([aTicket({ status: 'served' })])).toBeNull();
    expect(tickets.secondsToNextLook([])).toBeNull();
  });

  it('keeps the failure in sight until there is an answer', async () => {
    const phone = phoneWith();
    const { tickets } = phone.stores;
    let seen: unknown;
    tickets.shown.accept(aTicket({ id: 'gone' }));
    await tickets.load('gone');
    phone.answers.set('tickets.get', () => {
      seen = tickets.shown.error;
      return { ticket: aTicket({ id: 'gone' }) };
    });
    await tickets.load('gone');
    expect(seen).toMatchObject({ offline: true });
    expect(tickets.shown.error).toBeUndefined();
  });

  it('brings what is new to the list, but no ticket of another day', async () => {
    const phone = phoneWith(aTicket());
    const { tickets } = phone.stores;
    await tickets.loadMine();
    const called = aTicket({ status: 'called', window: 3 });
    phone.answers.set('tickets.get', () => ({ ticket: called }));
    await tickets.load(called.id);
    const linked = aTicket({ id: 'by-link' });
    phone.answers.set('tickets.get', () => ({ ticket: linked }));
    await tickets.load(linked.id);
    phone.answers.set('tickets.get', () => ({ ticket: aTicket({ id: 'of-yesterday', date: '2026-11-22' }) }));
    await tickets.load('of-yesterday');

    expect(tickets.live).toEqual([linked, called]);
  });
});

describe('checking in', () => {
  it('shows its ticket at once, and gives it to the visit', async () => {
    const phone = phoneWith();
    const { tickets } = phone.stores;
    const ticket = aTicket({ id: 'a1', number: 'A001', reservation: 'visit-1' });
    phone.answers.set('tickets.checkIn', () => ({ ticket }));
    const [first, second] = await Promise.all([
      tickets.checkIn('visit-1', { arriveInMinutes: 0 }),
      tickets.checkIn('visit-1', { arriveInMinutes: 0 }),
    ]);

    expect([first?.id, second]).toEqual(['a1', undefined]);
    expect(tickets.ofVisit('visit-1')?.number).toBe('A001');
    expect(tickets.live).toHaveLength(1);
  });
});
