import { accountOf } from '../../cloudfunctions/_database/accounts';
import type { Database } from '../../cloudfunctions/_database/database';
import { sql } from '../../cloudfunctions/_database/sql';
import { newId, newReservationCode } from '../../cloudfunctions/_runtime/ids';
import { silentLog } from '../../cloudfunctions/_runtime/log';
import type { SeatRequest } from '../../cloudfunctions/reservations/queries/seatParties';
import { type SeatOutcome, seatEach } from '../../cloudfunctions/reservations/seatEach';
import { seatGathered } from '../../cloudfunctions/reservations/seatGathered';
import type { SlotKey } from '../../domain/availability/slotId';
import { freshPostgres, type TestPostgres } from '../support/postgresDatabase';
import { seatRequests, slotAccount } from '../support/seatRequests';
import { city, openService } from '../support/service';

const NOW = new Date('2026-11-23T09:00:00+08:00');

let postgres: TestPostgres;
let aRequest: ReturnType<typeof seatRequests>;

beforeAll(async () => {
  postgres = await freshPostgres();
  await openService(postgres.database, NOW.toISOString());
  const accountId = await accountOf(postgres.database, city, { channel: 'web', subject: 'crowd' }, NOW);
  aRequest = seatRequests(accountId, NOW);
});
afterAll(() => postgres.drop());

const slotAt = (startMinute: number, hall = 'city', date = '2026-11-25'): SlotKey => ({
  hall,
  lane: 'appointment',
  date,
  startMinute,
});

/** A host with its own queue; `statements` counts the batches that it sent. */
function openGathering() {
  let statements = 0;
  const counted: Pick<Database, 'rows'> = {
    rows: (statement) => {
      statements += 1;
      return postgres.database.rows(statement);
    },
  };
  const { seat } = seatGathered((...batch) => seatEach(counted, ...batch), silentLog);
  return { seat: (request: SeatRequest) => seat(city, NOW, request), statements: () => statements };
}

const count = (outcomes: readonly SeatOutcome[], kind: string) =>
  outcomes.filter((outcome) => (outcome.kind === 'refused' ? outcome.code : outcome.kind) === kind).length;

it('seats as many as there are seats, in order of arrival, in a handful of statements', async () => {
  const host = openGathering();
  const slot = slotAt(540);
  const { forAnyone } = await slotAccount(postgres.database, city, slot);

  const outcomes = await Promise.all(Array.from({ length: 1_000 }, () => host.seat(aRequest(slot))));

  expect(outcomes.slice(0, forAnyone).map(({ kind }) => kind)).not.toContain('refused');
  expect(count(outcomes, 'SLOT_FULL')).toBe(1_000 - forAnyone);
  expect(await slotAccount(postgres.database, city, slot)).toEqual({
    forAnyone,
    booked: forAnyone,
    live: forAnyone,
    reservations: forAnyone,
    audited: forAnyone,
  });
  expect(host.statements()).toBeLessThan(20);
});

it('gives 300 taps of one key one reservation, and their neighbours theirs', async () => {
  const host = openGathering();
  const slot = slotAt(570);
  const first = aRequest(slot);
  const taps = Array.from({ length: 300 }, () => ({
    ...first,
    reservationId: newId(),
    code: newReservationCode(),
  }));
  const neighbours = [0, 1, 2].map(() => aRequest(slot));

  const [tapped, others] = await Promise.all([
    Promise.all(taps.map(host.seat)),
    Promise.all(neighbours.map(host.seat)),
  ]);

  expect([count(tapped, 'seated'), count(tapped, 'repeated')]).toEqual([1, 299]);
  expect(new Set(tapped.map((outcome) => 'reservationId' in outcome && outcome.reservationId)).size).toBe(1);
  expect(count(others, 'seated')).toBe(3);
  expect(await slotAccount(postgres.database, city, slot)).toMatchObject({ booked: 4, live: 4, audited: 4 });
});

it('keeps every promise with four hosts on the same slots, people and keys', async () => {
  const hosts = Array.from({ length: 4 }, openGathering);
  const slots = [510, 540, 570, 600].map((minute) => slotAt(minute, 'xiaoshan'));
  const requests = Array.from({ length: 1_200 }, (_, index) =>
    aRequest(slots[index % 4]!, {
      // Every third party holds somebody whom others bring to another host and slot.
      people: Array.from({ length: 1 + (index % 5) }, (_, member) =>
        index % 3 === 0 && member === 0 ? `shared-${index % 40}` : `four-${index}-${member}`,
      ),
    }),
  );
  const twice = requests.flatMap((request) => [
    request,
    { ...request, reservationId: newId(), code: newReservationCode() },
  ]);

  const outcomes = await Promise.all(twice.map((request, index) => hosts[index % 4]!.seat(request)));

  expect(count(outcomes, 'busy')).toBe(0);
  for (let index = 0; index < outcomes.length; index += 2) {
    const pair = [outcomes[index]!, outcomes[index + 1]!];
    const ids = new Set(
      pair.flatMap((outcome) => ('reservationId' in outcome ? [outcome.reservationId] : [])),
    );
    expect(ids.size).toBeLessThanOrEqual(1);
  }
  for (const slot of slots) {
    const account = await slotAccount(postgres.database, city, slot);
    expect(account.live).toBe(account.booked);
    expect(account.audited).toBe(account.reservations);
    expect(account.booked).toBeLessThanOrEqual(account.forAnyone);
  }
  const twiceLive = await postgres.database.rows(sql`
    select document_blind from applicant where city = ${city} and live
    group by city, document_blind, service having count(*) > 1`);
  expect(twiceLive).toEqual([]);
});

it('refuses only the guilty when another host books one of a batch meanwhile, in a few statements', async () => {
  const [here, there] = [openGathering(), openGathering()];
  const slot = slotAt(510, 'yuhang', '2026-11-26');
  const halls = ['city', 'xihu', 'gongshu', 'xiaoshan', 'binjiang'];
  const days = ['2026-11-26', '2026-11-27', '2026-11-30', '2026-12-01'];
  const crowd = Array.from({ length: 128 }, (_, index) =>
    aRequest(slotAt(510 + 30 * (index % 6), halls[index % 5]!, days[index % 4]!), {
      people: [`crowd-${index}`],
    }),
  );
  const rivals = [5, 60, 100].map((index) => aRequest(slot, { people: [`crowd-${index}`] }));

  const [outcomes, rivalOutcomes] = await Promise.all([
    Promise.all(crowd.map(here.seat)),
    Promise.all(rivals.map(there.seat)),
  ]);

  const everyone = [...outcomes, ...rivalOutcomes];
  const seatedRivals = count(rivalOutcomes, 'seated');
  expect(count(everyone, 'ALREADY_BOOKED')).toBe(3);
  expect(count(outcomes, 'ALREADY_BOOKED')).toBe(seatedRivals);
  expect(here.statements()).toBeLessThan(30);
});
