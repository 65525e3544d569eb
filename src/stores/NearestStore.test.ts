import { aPhone, type Phone } from '../../tests/support/phone';
import type { Hall } from './CityStore';

const hall = (code: string, mode: Hall['mode'], longitude: number, latitude: number): Hall => ({
  hall: code,
  name: { zh: code, en: code },
  district: { zh: `${code}区`, en: code },
  address: { zh: '', en: '' },
  addressVerified: false,
  phone: '12367',
  mode,
  hours: [],
  hoursVerified: false,
  area: { longitude, latitude, errorMetres: 3000 },
  lanes: [],
  today: { date: '2026-11-23', open: true, holiday: false, hours: [] },
});

const city = {
  today: '2026-11-23',
  halls: [
    hall('city', 'dual-track', 120.185, 30.232),
    hall('xihu', 'dual-track', 120.147, 30.273),
    hall('qiantang', 'serve-on-arrival', 120.35, 30.31),
  ],
  kiosks: [{ kiosk: 'qiantang-hall', hall: 'qiantang', inService: true }],
  services: [],
  rules: { horizonDays: 14, rankWithinMetres: 200_000, toldErrorShare: 0.25 },
};

let phone: Phone;
const lastInput = () => phone.sent.at(-1)?.input as Record<string, unknown>;

beforeEach(async () => {
  phone = aPhone();
  phone.answers.set('windows.city', () => city);
  phone.answers.set('windows.nearest', () => ({ options: [], asOf: '2026-11-23T01:00:00.000Z' }));
  await phone.stores.city.load();
});

describe('what the guide found', () => {
  it('is said of the person once, and only what needs no booking is shown', async () => {
    const { nearest } = phone.stores;
    const option = (id: string, remarks: string[]) => ({ id, kind: 'kiosk', remarks });
    phone.answers.set('windows.nearest', () => ({
      options: [option('b', ['no-booking'])],
      asOf: '2026-11-23T01:00:00.000Z',
    }));
    nearest.claim('sixty');
    nearest.claim('sixty');
    nearest.chooseNoBooking(true);
    await nearest.load();

    expect(nearest.has('sixty')).toBe(true);
    expect(lastInput()).toMatchObject({ about: { age: '60-or-more' }, booking: 'none' });
    expect(nearest.options.map(({ id }) => id)).toEqual(['b']);
    nearest.chooseNoBooking(false);
    await nearest.load();
    expect(lastInput()).not.toHaveProperty('booking');
  });
});

describe('where the person is', () => {
  it('is not asked of the phone until they want it', async () => {
    let asked = 0;
    const { platform } = phone.stores;
    Object.assign(platform, {
      locate: async () => {
        asked += 1;
        return { kind: 'refused' };
      },
    });

    await phone.stores.nearest.load();
    expect(asked).toBe(0);
    expect(lastInput()).not.toHaveProperty('near');

    phone.stores.place.open();
    expect(asked).toBe(0);
    await phone.stores.place.locate();
    expect(asked).toBe(1);
  });

  it('is sent to some hundred metres, and never kept on the phone', async () => {
    phone.located = { kind: 'found', longitude: 120.195_432_1, latitude: 30.232_876_5 };
    phone.stores.place.open();

    expect(await phone.stores.place.locate()).toBe(true);
    await phone.stores.nearest.load();

    expect(lastInput().near).toEqual({ longitude: 120.195, latitude: 30.233 });
    expect(phone.stores.place.asking).toBe(false);
    expect(JSON.stringify([...phone.storage])).not.toContain('120.195');
    expect(phone.storage.has('district')).toBe(false);
  });

  it('refused, leaves the question open with the districts, one of which does as well', async () => {
    phone.located = { kind: 'refused' };
    phone.stores.place.open();

    expect(await phone.stores.place.locate()).toBe(false);
    expect(phone.stores.place).toMatchObject({ asking: true, trouble: 'refused', here: undefined });

    phone.stores.place.chooseDistrict('xihu');
    await phone.stores.nearest.load();

    expect(phone.stores.place).toMatchObject({ asking: false, district: 'xihu' });
    expect(lastInput()).toMatchObject({ district: 'xihu' });
    expect(phone.storage.get('district')).toBe('xihu');
  });
});

describe('a person far from the city', () => {
  const PARIS = { kind: 'found', longitude: 2.3, latitude: 48.8 } as const;

  it('is told to choose a district, and sends no position', async () => {
    phone.located = PARIS;
    phone.stores.place.open();

    expect(await phone.stores.place.locate()).toBe(false);
    expect(phone.stores.place).toMatchObject({ asking: true, trouble: 'tooFar', byPhone: false });
    await phone.stores.nearest.load();
    expect(lastInput()).not.toHaveProperty('near');

    phone.stores.place.chooseDistrict('xihu');
    await phone.stores.nearest.load();
    expect(lastInput()).toMatchObject({ district: 'xihu' });
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])(
    'is nowhere where the phone answers %s',
    async (longitude) => {
      phone.located = { kind: 'found', longitude, latitude: 30 };
      expect(await phone.stores.place.locate()).toBe(false);
      expect(phone.stores.place).toMatchObject({ trouble: 'unavailable', here: undefined });
    },
  );
});

describe('the map', () => {
  it('shows the halls whose place is verified, and no other', () => {
    const { city: store, hallList } = phone.stores;
    expect(hallList.onMap).toEqual([]);

    const position = { longitude: 120.147, latitude: 30.273 };
    const halls = store.city.value!.halls.map((each) =>
      each.hall === 'xihu' ? { ...each, position } : each,
    );
    store.city.accept({ ...store.city.value!, halls });

    expect(hallList.onMap.map((each) => each.hall)).toEqual(['xihu']);
    expect(hallList.inView.map((each) => each.hall)).toEqual(['xihu']);
  });
});

describe('what the person says of themselves', () => {
  const about = async () => {
    await phone.stores.nearest.load();
    return lastInput().about;
  };

  it('becomes the whole of what a shortcut asks, and only where it matters', async () => {
    const { nearest, search } = phone.stores;
    nearest.toggleTrait('renews-here');
    expect(await about()).toEqual({ age: '16-to-59', pilotHousehold: true, purpose: 'renewal' });

    nearest.toggleTrait('sixty');
    expect(await about()).toEqual({ age: '60-or-more', pilotHousehold: true, purpose: 'renewal' });

    search.chooseService('hkm-endorsement');
    expect(await about()).toEqual({ age: '60-or-more' });
  });

  it('names one endorsement at a time', async () => {
    const { nearest, search } = phone.stores;
    search.chooseService('hkm-endorsement');
    nearest.toggleTrait('group');
    expect(await about()).toEqual({ endorsement: 'L', cardPermit: true });

    nearest.toggleTrait('visit');
    expect(await about()).toEqual({ endorsement: 'G', cardPermit: true, cityHousehold: true });

    nearest.toggleTrait('visit');
    expect(await about()).toEqual({});
  });
});

describe('the list of halls', () => {
  const codes = () => phone.stores.hallList.halls.map((each) => each.hall);

  it('begins with the nearest once it is known where the person is', () => {
    phone.stores.place.chooseDistrict('qiantang');

    expect(codes()).toEqual(['qiantang', 'city', 'xihu']);
    // In the district, as far as anyone knows: a number would be a guess.
    expect(phone.stores.place.toldMetres('qiantang')).toBeUndefined();
  });

  it('shows those that take bookings, those that do not, or those with a kiosk that works', () => {
    const { hallList } = phone.stores;
    hallList.chooseFilter('dual-track');
    expect(codes()).toEqual(['city', 'xihu']);
    hallList.chooseFilter('serve-on-arrival');
    expect(codes()).toEqual(['qiantang']);
    hallList.chooseFilter('kiosk');
    expect(codes()).toEqual(['qiantang']);

    phone.stores.city.city.accept({
      ...phone.stores.city.city.value!,
      kiosks: phone.stores.city.kiosksIn('qiantang').map((kiosk) => ({ ...kiosk, inService: false })),
    });
    expect(codes()).toEqual([]);
  });
});

describe('the city at a glance', () => {
  const asOf = '2026-11-23T01:00:00.000Z';
  const day = (date: string, open: number, capacity = 100) => ({ date, open, capacity });

  it('reads the same answer as the search, hall by hall, in the order of the city', async () => {
    phone.answers.set('slots.search', () => ({
      asOf,
      halls: [
        { hall: 'xihu', days: [day('2026-11-24', 0), day('2026-11-25', 3)] },
        { hall: 'city', days: [day('2026-11-24', 40), { ...day('2026-12-08', 0), opensAt: asOf }] },
      ],
    }));
    await phone.stores.search.loadDays();

    const { hallCalendars, calendar } = phone.stores.search;
    const level = (code: string, date: string) =>
      hallCalendars.find((each) => each.hall === code)?.days.find((each) => each.date === date)?.level;

    expect(hallCalendars.map((each) => each.hall)).toEqual(['city', 'xihu']);
    expect(level('city', '2026-11-24')).toBe('open');
    expect(level('xihu', '2026-11-24')).toBe('full');
    expect(level('xihu', '2026-11-25')).toBe('few');
    expect(level('city', '2026-12-08')).toBe('soon');
    expect(level('city', '2026-11-29')).toBe('closed');
    expect(calendar.find(({ date }) => date === '2026-11-24')?.open).toBe(40);
  });

  it('keeps the last numbers with their age when the network fails', async () => {
    phone.answers.set('slots.search', () => ({
      asOf,
      halls: [{ hall: 'city', days: [day('2026-11-24', 40)] }],
    }));
    await phone.stores.search.loadWholeCity();
    const at = phone.now;

    phone.answers.delete('slots.search');
    phone.now += 120_000;
    await phone.stores.search.loadWholeCity();

    const { days } = phone.stores.search;
    expect(days.error?.offline).toBe(true);
    expect([days.value?.asOf, days.at]).toEqual([asOf, at]);
  });
});

describe('something better than a booked visit', () => {
  const reservation = (actions: string[]) =>
    ({
      id: 'r1',
      hall: 'city',
      lane: 'appointment',
      slot: 'city.appointment.2026-12-01.0900',
      date: '2026-12-01',
      start: '09:00',
      people: [{ services: ['passport', 'hkm-permit'] }, { services: ['passport'] }],
      actions,
    }) as unknown as Parameters<Phone['stores']['improvements']['load']>[0];

  it('is asked for the whole party and all its services, and for a visit that may be moved', async () => {
    phone.stores.place.chooseDistrict('xihu');
    const nearer = {
      hall: 'xihu',
      slot: 'xihu.appointment.2026-12-01.1000',
      date: '2026-12-01',
      start: '10:00',
      distanceMetres: 0,
    };
    phone.answers.set('slots.earliest', () => ({ options: [nearer], asOf: '' }));

    await phone.stores.improvements.load(reservation(['reschedule']));
    expect(lastInput()).toMatchObject({ service: 'passport', also: ['hkm-permit'], partySize: 2 });
    expect(phone.stores.improvements.found.value).toMatchObject({ nearer });
    expect(phone.stores.improvements.found.value).not.toHaveProperty('earlier');

    const before = phone.sent.length;
    await phone.stores.improvements.load(reservation(['show-code']));
    expect(phone.sent.length).toBe(before);
    expect(phone.stores.improvements.found.value).toBeUndefined();
  });
});
