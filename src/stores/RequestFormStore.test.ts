import { aPhone } from '../../tests/support/phone';
import type { ChosenFile } from '../platform/types';
import { RequestFormStore } from './RequestFormStore';
import { RequestsStore } from './RequestsStore';

const name = { zh: '', en: '' };
const reasons = {
  reasons: [
    { reason: 'funeral', kind: 'urgent', name, proofs: [name], coversPeriod: false },
    { reason: 'confirmation-letter', kind: 'enterprise', name, proofs: [name], coversPeriod: true },
  ],
  limits: {
    mediaTypes: [],
    bytesMax: 2_000_000,
    filesMax: 5,
    pagesMax: 10,
    partBytes: 45_000,
    letterDaysMax: 365,
  },
};
const lanes = [{ lane: 'urgent' }, { lane: 'enterprise' }];
const city = {
  today: '2026-11-24',
  halls: [
    { hall: 'city', mode: 'dual-track', lanes },
    { hall: 'xihu', mode: 'dual-track', lanes: [{ lane: 'appointment' }] },
    { hall: 'fuyang', mode: 'serve-on-arrival', lanes },
  ],
  services: [],
};
const wang = { id: 'wang', name: '王*明', documentNumber: '3301**0011', residence: 'in-province' };
const li = { ...wang, id: 'li', name: '李*', documentNumber: '3301**0022' };
const letter = { from: '2026-11-01', until: '2026-12-31' };
const company = { id: 'company', name: '远行', creditCode: '', role: 'owner', colleagues: [] };
const photo: ChosenFile = { name: 'a.jpg', bytes: 3, path: 'a.jpg', kind: 'photo', read: async () => 'AAAA' };

/** A phone whose owner has signed in, at the form. */
async function atForm(kind: 'urgent' | 'enterprise', companies: readonly object[] = []) {
  const phone = aPhone();
  const submitted: unknown[] = [];
  const answers: Record<string, (input: unknown) => unknown> = {
    'identity.signIn': () => ({
      token: 't',
      refreshToken: 'r',
      expiresInSeconds: 7200,
      account: { id: 'a', roles: [] },
    }),
    'windows.city': () => city,
    'identity.listPeople': () => ({ people: [wang, li] }),
    'requests.listReasons': () => reasons,
    'requests.listCompanies': () => ({ companies }),
    'requests.uploadEvidence': () => ({ received: 1 }),
    'requests.submit': (input) => {
      submitted.push(input);
      return { request: { id: 'r1', status: 'submitted', submittedAt: '2026-11-24T01:00:00.000Z' } };
    },
  };
  for (const [operation, answer] of Object.entries(answers)) phone.answers.set(operation, answer);
  phone.chosen = [photo];
  const { stores } = phone;
  const form = stores.part(RequestFormStore);
  form.begin(kind);
  stores.booking.begin('', 'passport');
  await stores.city.ensure();
  await Promise.all([form.load(), stores.people.load()]);
  return { phone, stores, form, submitted };
}

describe('an urgent request', () => {
  it('asks for one thing after the other, and goes to a hall with seats in the lane', async () => {
    const { stores, form, submitted } = await atForm('urgent');
    expect(form.offered.map(({ reason }) => reason)).toEqual(['funeral']);
    expect(form.missing).toBe('reason');
    form.chooseReason('funeral');
    expect(form.missing).toBe('person');
    stores.booking.togglePerson('li');
    expect(form.missing).toBe('files');
    await form.evidence.choose('photo');
    expect(form.missing).toBeUndefined();
    expect(form.halls.map(({ hall }) => hall)).toEqual(['city']);
    form.write('  请尽快 ');
    const evidence = [...form.evidence.arrived];

    // However often it is tapped, it is sent once.
    const [request, again] = await Promise.all([form.submit(), form.submit()]);

    expect([request?.id, again]).toEqual(['r1', null]);
    expect(submitted).toEqual([
      {
        kind: 'urgent',
        reason: 'funeral',
        hall: 'city',
        people: [{ person: { id: 'li' }, services: ['passport'] }],
        evidence,
        statement: '请尽快',
      },
    ]);
    expect(form.evidence.files).toEqual([]);
    expect(form.reason).toBeUndefined();
  });

  it('keeps what was filled in for somebody who comes back, and begins anew for the other kind', async () => {
    const { form } = await atForm('urgent');
    form.chooseReason('funeral');
    form.begin('urgent');
    expect(form.reason?.reason).toBe('funeral');
    form.begin('enterprise');
    expect(form.reason).toBeUndefined();
  });

  it('keeps everything, with the reason, when it is refused', async () => {
    const { phone, stores, form } = await atForm('urgent');
    form.chooseReason('funeral');
    stores.booking.togglePerson('wang');
    await form.evidence.choose('photo');
    phone.answers.delete('requests.submit');

    expect(await form.submit()).toBeNull();

    expect(form.error?.code).toBe('TRY_AGAIN');
    expect(form.busy).toBe(false);
    expect(form.evidence.arrived).toHaveLength(1);
  });
});

describe('an enterprise request', () => {
  it('needs a company, and the period of its letter', async () => {
    const { stores, form, submitted } = await atForm('enterprise', [company]);
    form.chooseReason('confirmation-letter');
    stores.booking.togglePerson('wang');
    expect(form.company?.id).toBe('company');
    await form.evidence.choose('photo');
    expect(form.missing).toBe('letter');
    form.chooseLetter({ from: '2026-12-01' });
    form.chooseLetter({ until: '2026-11-01' });
    expect(form.letterUntil).toBe('2026-12-01');
    form.chooseLetter({ until: '2027-01-31' });
    await form.submit();
    expect(submitted).toMatchObject([
      { company: 'company', letter: { from: '2026-12-01', until: '2027-01-31' } },
    ]);
  });

  it('needs no files while a letter of the company holds', async () => {
    const { stores, form, submitted } = await atForm('enterprise', [{ ...company, letter }]);
    form.chooseReason('confirmation-letter');
    stores.booking.togglePerson('wang');
    expect([form.covered, form.missing]).toEqual([true, undefined]);
    await form.submit();
    expect(submitted[0]).not.toHaveProperty('letter');
    expect(submitted).toMatchObject([{ company: 'company', evidence: [] }]);
  });

  it('says first that a company is missing', async () => {
    const { form } = await atForm('enterprise');
    form.chooseReason('confirmation-letter');
    expect(form.missing).toBe('company');
  });
});

describe('an approved request', () => {
  it('books for its people and services, in its lane', async () => {
    const { phone, stores } = await atForm('urgent');
    const { booking } = stores;
    const makes: unknown[] = [];
    phone.answers.set('reservations.make', (input) => {
      makes.push(input);
      return { reservation: { id: 'visit' } };
    });
    const people = [{ name: li.name, documentNumber: li.documentNumber, services: ['tw-permit' as const] }];
    booking.takeRequest({ id: 'r1', people });
    booking.begin('city.urgent.2026-11-25.0900', 'passport', 'r1');
    booking.writePhone('13800138000');
    expect(booking.party.map(({ id }) => id)).toEqual(['li']);

    await booking.book();

    expect(makes).toMatchObject([
      { request: 'r1', people: [{ person: { id: 'li' }, services: ['tw-permit'] }] },
    ]);
    booking.begin('city.appointment.2026-11-25.0900', 'passport');
    expect(booking.request).toBeUndefined();
    expect(booking.services).toEqual(['passport']);
  });

  it('of mine is put together from its parts to be looked at', async () => {
    const { phone, stores } = await atForm('urgent');
    const kept: unknown[] = [];
    phone.answers.set('requests.getEvidence', (input) => ({
      part: (input as { part: number }).part,
      parts: 2,
      data: `part${(input as { part: number }).part}`,
    }));
    const files = { ...stores.platform.files, keep: async (...args: unknown[]) => `kept ${kept.push(args)}` };
    Object.assign(stores.platform, { files });

    const path = await stores.part(RequestsStore).open({ id: 'e1', mediaType: 'application/pdf', bytes: 9 });

    expect(path).toBe('kept 1');
    expect(kept).toEqual([['e1.pdf', 'application/pdf', ['part0', 'part1']]]);
  });
});

describe('looking for seats of a lane', () => {
  it('asks for that lane alone, and the city at a glance for everyone’s again', async () => {
    const { phone, stores } = await atForm('urgent');
    const { search } = stores;
    const asked: unknown[] = [];
    phone.answers.set('slots.search', (input) => {
      asked.push((input as { lane: string }).lane);
      const days = [{ date: '2026-11-25', open: 3, capacity: 3, provisional: false, slots: [] }];
      return { halls: [{ hall: 'city', days }], asOf: '' };
    });
    Object.assign(city, { rules: { horizonDays: 14 } });
    await stores.city.load();
    search.chooseLane('urgent');
    await search.loadDays();
    expect(asked).toEqual(['urgent', 'urgent']);
    await search.loadWholeCity();
    expect(asked.at(-1)).toBe('appointment');
  });
});
