import { accountOf } from '../../cloudfunctions/_database/accounts';
import { type SeatOutcome, seatEach } from '../../cloudfunctions/reservations/seatEach';
import type { SlotKey } from '../../domain/availability/slotId';
import { freshPostgres, type TestPostgres } from '../support/postgresDatabase';
import { seatRequests, slotAccount } from '../support/seatRequests';
import { city, openService, type Service } from '../support/service';

const NOW = new Date('2026-11-23T09:00:00+08:00');
const RELEASE = new Date('2026-11-23T10:00:00+08:00');
const A_MOMENT_BEFORE = new Date(RELEASE.getTime() - 1);
const CALLERS = 120;
const SEATS = 20;

let postgres: TestPostgres;
let service: Service;
let accountId: string;

beforeAll(async () => {
  postgres = await freshPostgres();
  service = await openService(postgres.database, NOW.toISOString());
  accountId = await accountOf(postgres.database, city, { channel: 'web', subject: 'crowd' }, NOW);
  const lead = await service.staff('city');
  await lead.get('desk', 'openSession', {
    hall: 'city',
    lane: 'student',
    date: '2026-11-26',
    from: '09:00',
    to: '10:00',
    windows: 4,
    seats: SEATS,
    services: ['passport'],
    releasedAt: RELEASE.toISOString(),
  });
});
afterAll(() => postgres.drop());

const slotAt = (startMinute: number): SlotKey => ({
  hall: 'city',
  lane: 'student',
  date: '2026-11-26',
  startMinute,
});

const tally = (outcomes: readonly SeatOutcome[]) => {
  const counts: Record<string, number> = {};
  for (const outcome of outcomes) {
    const name = outcome.kind === 'refused' ? outcome.code : outcome.kind;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
};

it('seats nobody before the announced instant, and exactly the seats at it, students only', async () => {
  const slot = slotAt(540);
  const request = seatRequests(accountId, NOW);
  const ask = async (now: Date, asStudents: boolean) =>
    (await seatEach(postgres.database, city, now, [request(slot, { asStudents })]))[0]!;
  const everyone = <Result>(one: () => Promise<Result>) => Promise.all(Array.from({ length: CALLERS }, one));

  // All at once: those who are too early, those who declared nothing, and those who may.
  const [early, others, students] = await Promise.all([
    everyone(() => ask(A_MOMENT_BEFORE, true)),
    everyone(() => ask(RELEASE, false)),
    everyone(() => ask(RELEASE, true)),
  ]);

  expect(tally(early)).toEqual({ SLOT_NOT_RELEASED: CALLERS });
  expect(tally(others)).toEqual({ STUDENTS_ONLY: CALLERS });
  expect(tally(students)).toEqual({ seated: SEATS, SLOT_FULL: CALLERS - SEATS });
  expect(await slotAccount(postgres.database, city, slot)).toEqual({
    forAnyone: SEATS,
    booked: SEATS,
    live: SEATS,
    reservations: SEATS,
    audited: SEATS,
  });
});

it('keeps the same promise for batches that hold all kinds at once', async () => {
  const slot = slotAt(570);
  const request = seatRequests(accountId, NOW);
  const kinds = Array.from({ length: CALLERS }, (_, index) => index % 3 === 0);
  const requests = kinds.map((asStudents, index) =>
    request(slot, { asStudents, idempotencyKey: `batch-${index}`, people: [`batch-person-${index}`] }),
  );
  const hosts = [0, 1, 2, 3].map((host) => requests.filter((_, index) => index % 4 === host));

  const outcomes = await Promise.all(hosts.map((each) => seatEach(postgres.database, city, RELEASE, each)));

  const students = kinds.filter(Boolean).length;
  expect(tally(outcomes.flat())).toEqual({
    seated: SEATS,
    SLOT_FULL: students - SEATS,
    STUDENTS_ONLY: CALLERS - students,
  });
});
