import { aReservation, memoryStorage } from '../../tests/support/fakePhone';
import { ApiError } from '../api/ApiError';
import { type Platform, type Sending, Unreachable } from '../platform/types';
import { RootStore } from './RootStore';

const SLOT = 'xihu.appointment.2026-11-24.0900';
const OTHER = 'xihu.appointment.2026-11-24.1000';
const person = (id: string, changes: object = {}) => ({
  id,
  name: '王*明',
  documentType: 'resident-id',
  documentNumber: '330106********0011',
  residence: 'in-province',
  needsGuardian: false,
  mayBeGuardian: true,
  guardianOf: [],
  phone: '138****5678',
  ...changes,
});

/** The stores of a phone that has signed in, over a service that answers as told. */
async function phone(answer: (sending: Sending) => unknown, people: readonly object[] = [person('p1')]) {
  const sent: Sending[] = [];
  const platform = {
    async send(sending: Sending) {
      sent.push(sending);
      if (sending.operation === 'signIn') return { ok: true, data: { token: 't', expiresInSeconds: 7200 } };
      if (sending.operation === 'listPeople') return { ok: true, data: { people } };
      return answer(sending);
    },
    login: async () => ({ channel: 'wechat', code: 'code' }),
    prefersDark: () => false,
    prefersEnglish: () => false,
    prefersLargeType: () => false,
  } as unknown as Platform;
  const { storage, kept } = memoryStorage();
  const stores = new RootStore({
    platform,
    storage,
    cityCode: '330100',
    clock: () => 0,
    pause: async () => undefined,
  });
  await stores.people.load();
  stores.booking.begin(SLOT, 'passport');
  const makes = () => sent.filter(({ operation }) => operation === 'make');
  return { stores, booking: stores.booking, makes, kept, sent };
}

const booked = { ok: true, data: { reservation: aReservation() } };
const refused = (code: string, details = {}) => ({ ok: false, error: { code, details, requestId: 'r' } });

describe('booking', () => {
  it('sends one wish however often the button is tapped', async () => {
    const { booking, makes } = await phone(() => booked);

    const taps = await Promise.all([booking.book(), booking.book(), booking.book()]);

    expect(makes()).toHaveLength(1);
    expect(taps.map((tap) => tap?.code)).toEqual(['K7M39QXA', undefined, undefined]);
    expect(booking.busy).toBe(false);
  });

  it('keeps the key of a wish that nobody answered, and takes a new one when the wish changes', async () => {
    const { booking, makes } = await phone(() => {
      throw new Unreachable('no network');
    });

    await booking.book();
    expect(booking.error).toMatchObject({ code: 'TRY_AGAIN', offline: true });
    await booking.book();
    booking.chooseSlot(OTHER);
    await booking.book();

    const keys = makes().map(({ idempotencyKey }) => idempotencyKey);
    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).not.toBe(keys[0]);
  });

  it('books again under a new key after a booking', async () => {
    const { booking, makes } = await phone(() => booked);

    await booking.book();
    await booking.book();

    expect(new Set(makes().map(({ idempotencyKey }) => idempotencyKey)).size).toBe(2);
  });

  it('offers what came with the refusal when the slot was taken, and asks for nothing more', async () => {
    const instead = ['1000', '1030'].map((time) => ({
      hall: 'xihu',
      slot: `xihu.appointment.2026-11-24.${time}`,
      date: '2026-11-24',
      start: time,
      end: time,
      open: 3,
    }));
    const { booking, stores, sent } = await phone(() => refused('SLOT_FULL', { open: 0, instead }));
    const before = sent.length;

    expect(await booking.book()).toBeNull();

    expect(booking.taken).toBe(true);
    expect(booking.alternatives).toEqual(instead);
    expect(sent).toHaveLength(before + 1);
    expect(stores.settings.error('SLOT_FULL', booking.error?.details)).toBe(
      stores.settings.error('SLOT_FULL'),
    );
    booking.chooseSlot(OTHER);
    expect(booking.alternatives).toEqual([]);
    expect(booking.party).toHaveLength(1);
  });

  it('asks for what is missing before it sends anything', async () => {
    const child = person('child', { needsGuardian: true, mayBeGuardian: false, phone: undefined });
    const { booking, makes } = await phone(() => booked, [child]);

    expect(booking.missing).toBe('guardian');
    await booking.book();
    expect(makes()).toHaveLength(0);

    const family = await phone(() => booked, [child, person('mother', { phone: undefined })]);
    family.booking.togglePerson('child');
    // The only grown-up there comes along unasked; nobody has a phone, so one is asked for.
    expect(family.booking.chosenGuardian?.id).toBe('mother');
    expect(family.booking.missing).toBe('phone');
    family.booking.writePhone(' 13812345678 ');
    expect(family.booking.missing).toBeUndefined();
    await family.booking.book();
    expect(family.makes()[0]!.input).toEqual({
      slot: SLOT,
      people: [{ person: { id: 'child' }, services: ['passport'] }],
      guardian: { id: 'mother' },
      phone: '13812345678',
    });
  });

  it('keeps at least one service', async () => {
    const { booking } = await phone(() => booked);

    booking.toggleService('passport');
    expect(booking.services).toEqual(['passport']);
    booking.toggleService('hkm-permit');
    booking.toggleService('passport');
    expect(booking.services).toEqual(['hkm-permit']);
  });

  it('leaves nothing of the people on the phone after signing out', async () => {
    const { stores, booking, kept } = await phone(() => booked, [person('p1', { phone: undefined })]);
    booking.writePhone('13812345678');
    await booking.book();
    expect(JSON.stringify([...kept])).toContain('13812345678');
    stores.reservations.take(aReservation());

    stores.signOut();

    // The name that the phone drew for itself, and that somebody signed out, tell nothing of anybody.
    expect([...kept.keys()].sort()).toEqual(['away', 'device']);
    expect(booking.phone).toBe('');
  });
});

describe('an error', () => {
  it('of the service reaches the screen with its code', async () => {
    const { booking } = await phone(() => refused('ALREADY_BOOKED'));

    await booking.book();

    expect(booking.error).toBeInstanceOf(ApiError);
    expect(booking.error).toMatchObject({ code: 'ALREADY_BOOKED', offline: false });
    expect(booking.taken).toBe(false);
  });

  it('is forgotten when the wish changes', async () => {
    const { booking } = await phone(() => refused('ALREADY_BOOKED'));
    await booking.book();

    booking.chooseSlot(OTHER);

    expect(booking.error).toBeUndefined();
  });
});
