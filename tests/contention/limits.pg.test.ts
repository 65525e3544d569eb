import { sql } from '../../cloudfunctions/_database/sql';
import { freshPostgres, type TestPostgres } from '../support/postgresDatabase';
import { someoneNew } from '../support/queue';
import { type Citizen, openService, type Service } from '../support/service';

/** Every limit of an account, asked for far more often than it allows, all at once. */
let postgres: TestPostgres;
let service: Service;

beforeAll(async () => {
  postgres = await freshPostgres(16);
  service = await openService(postgres.database, '2026-11-23T09:00:00+08:00');
  await rule('bookedPeoplePerAccount', 12);
});
afterAll(() => postgres.drop());

const rule = (name: string, value: number) =>
  postgres.database.rows(sql`update booking_rule set value = ${value} where name = ${name}`);

const slots = ['city', 'xihu', 'gongshu', 'binjiang', 'xiaoshan', 'yuhang'].flatMap((hall) =>
  ['24', '25', '26'].flatMap((day) =>
    ['0900', '0930', '1000', '1030'].map((time) => `${hall}.appointment.2026-11-${day}.${time}`),
  ),
);

const booking = (index: number, people = 1) => ({
  slot: slots[index % slots.length],
  people: Array.from({ length: people }, () => ({ person: someoneNew(), services: ['passport'] })),
  phone: '13812345678',
});

interface Limit {
  readonly what: string;
  readonly most: number;
  readonly tries: number;
  readonly refusal: string;
  readonly ask: (citizen: Citizen, index: number) => Promise<string>;
}

const limits: Limit[] = [
  {
    what: 'bookings a day',
    most: 10,
    tries: 40,
    refusal: 'TOO_MANY_BOOKINGS',
    ask: (citizen, index) => citizen.code('reservations', 'make', booking(index)),
  },
  {
    what: 'people booked for',
    most: 6,
    tries: 40,
    refusal: 'TOO_MANY_PEOPLE',
    ask: (citizen, index) => citizen.code('reservations', 'make', booking(index, 2)),
  },
  {
    what: 'saved people',
    most: 10,
    tries: 60,
    refusal: 'TOO_MANY_PEOPLE',
    ask: (citizen) => citizen.code('identity', 'savePerson', { person: someoneNew() }),
  },
  {
    what: 'companies',
    most: 5,
    tries: 30,
    refusal: 'TOO_MANY_REQUESTS_OPEN',
    ask: (citizen) =>
      citizen.code('requests', 'saveCompany', { name: '杭州某某有限公司', creditCode: '91330100799655058B' }),
  },
  {
    what: 'places on the waitlist',
    most: 5,
    tries: 30,
    refusal: 'TOO_MANY_WAITING',
    ask: (citizen) =>
      citizen.code('reservations', 'joinWaitlist', {
        service: 'passport',
        halls: ['city'],
        from: '2026-11-25',
        to: '2026-11-27',
        people: [{ person: someoneNew() }],
        phone: '13812345678',
        automatic: false,
      }),
  },
];

it.each(limits)(
  '$what: of $tries at once at most $most',
  async ({ what, most, tries, refusal, ask }) => {
    const citizen = await service.citizen(`racer-${limits.findIndex((limit) => limit.what === what)}`);

    const answers = await Promise.all(Array.from({ length: tries }, (_, index) => ask(citizen, index)));

    const counts = new Map<string, number>();
    for (const answer of answers) counts.set(answer, (counts.get(answer) ?? 0) + 1);
    expect(Object.fromEntries(counts)).toEqual({ OK: most, [refusal]: tries - most });
  },
  60_000,
);

it('two accounts do not wait for each other', async () => {
  const citizens = await Promise.all(
    Array.from({ length: 12 }, (_, index) => service.citizen(`apart-${index}`)),
  );
  const answers = await Promise.all(
    citizens.flatMap((citizen) =>
      [0, 1, 2].map((index) => citizen.code('reservations', 'make', booking(index + 30))),
    ),
  );
  expect(answers.filter((code) => code !== 'OK' && code !== 'SLOT_FULL')).toEqual([]);
});
