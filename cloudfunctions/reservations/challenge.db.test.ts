import { freshHangzhou } from '../../tests/support/freshDatabase';
import { aPerson } from '../../tests/support/people';
import { type Citizen, openService, type Service } from '../../tests/support/service';
import type { Database } from '../_database/database';
import { callRoom } from '../_runtime/doors/callRoom';
import type { ServedRoom } from '../_runtime/serve';
import { createReservationsRoom } from './createReservationsRoom';
import { seatAlone } from './seatAlone';

/** The hall's day that is released at eight on 24 November, and one that was released the day before. */
const RELEASED = 'xihu.appointment.2026-12-08';
const EARLIER = 'xihu.appointment.2026-12-07';

let database: Database;
let service: Service;
let guarded: ServedRoom;
let citizen: Citizen;
let asked: [string, string][] = [];
let serial = 80_000;

beforeAll(async () => {
  database = await freshHangzhou();
  service = await openService(database, '2026-11-24T08:00:00+08:00');
  guarded = createReservationsRoom({
    ...service.dependencies,
    seat: seatAlone(database),
    freeInstead: async () => [],
    challenge: async (proof, accountId) => {
      asked.push([proof, accountId]);
      return proof === 'a-person-moved-the-slider';
    },
  });
  citizen = await service.citizen('at-the-release');
});
beforeEach(() => {
  asked = [];
});
afterAll(() => database.close());

/** Books in a city that has a challenge; the code of the answer. */
async function book(at: string, slot: string, challenge?: string): Promise<string> {
  service.setNow(`2026-11-24T${at}+08:00`);
  serial += 1;
  const people = [{ person: aPerson(serial), services: ['passport'] }];
  const input = {
    slot,
    people,
    phone: '13812345678',
    ...(challenge === undefined ? {} : { challenge }),
  };
  const reply = await callRoom(guarded, { operation: 'make', input, token: citizen.token });
  return reply.ok ? 'OK' : reply.error.code;
}

describe('a challenge at the release', () => {
  it('is needed in the first five minutes, for the day that is released, and not a second longer', async () => {
    expect(await book('08:00:00', `${RELEASED}.0900`)).toBe('CHALLENGE_NEEDED');
    expect(await book('08:05:00', `${RELEASED}.0900`)).toBe('CHALLENGE_NEEDED');
    expect(await book('08:05:01', `${RELEASED}.0900`)).toBe('OK');
    expect(await book('08:02:00', `${EARLIER}.0900`)).toBe('OK');
    expect(asked).toEqual([]);
  });

  it('is checked by the city’s own provider, for the account that books', async () => {
    expect(await book('08:01:00', `${RELEASED}.0930`, 'made-up')).toBe('CHALLENGE_NEEDED');
    expect(await book('08:01:00', `${RELEASED}.0930`, 'a-person-moved-the-slider')).toBe('OK');

    expect(asked.map(([proof]) => proof)).toEqual(['made-up', 'a-person-moved-the-slider']);
    expect(new Set(asked.map(([, account]) => account)).size).toBe(1);
  });

  it('is asked for by nobody in a city that has none', async () => {
    service.setNow('2026-11-24T08:00:30+08:00');
    serial += 1;
    const people = [{ person: aPerson(serial), services: ['passport'] }];
    const wish = { slot: `${RELEASED}.1000`, people, phone: '13812345678' };

    expect(await citizen.code('reservations', 'make', wish)).toBe('OK');
  });
});
