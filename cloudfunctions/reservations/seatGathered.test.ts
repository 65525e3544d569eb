import fc from 'fast-check';
import type { Log, LogFields } from '../_runtime/log';
import { silentLog } from '../_runtime/log';
import type { SeatRequest } from './queries/seatParties';
import type { SeatOutcome } from './seatEach';
import { type GatheringOptions, type SendBatch, seatGathered } from './seatGathered';

const CITY = '330100';
const NOW = new Date('2026-11-23T08:00:00+08:00');

const seated = (reservationId: string): SeatOutcome => ({
  kind: 'seated',
  reservationId,
  seat: { code: 'CODE', startsAt: NOW, endMinute: 570 },
});

/** A booking statement that answers when the test says so. */
function aStatement() {
  const flights: {
    city: string;
    now: Date;
    ids: string[];
    answer(outcome?: (id: string) => SeatOutcome): Promise<void>;
    fail(error: Error): Promise<void>;
  }[] = [];
  const send: SendBatch = (city, now, requests) =>
    new Promise((resolve, reject) => {
      const ids = requests.map(({ reservationId }) => reservationId);
      flights.push({
        city,
        now,
        ids,
        answer: async (outcome = seated) => {
          resolve(ids.map(outcome));
          await settle();
        },
        fail: async (error) => {
          reject(error);
          await settle();
        },
      });
    });
  return { flights, send };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

function aRequest(
  id: string,
  changes: { person?: string; key?: string; startMinute?: number } = {},
): SeatRequest {
  return {
    reservationId: id,
    accountId: changes.key === undefined ? `account-${id}` : 'the-account',
    accountOrdinal: null,
    code: 'CODE',
    slot: { hall: 'city', lane: 'appointment', date: '2026-11-25', startMinute: changes.startMinute ?? 540 },
    seats: 1,
    asStudents: false,
    contactSealed: '',
    applicants: [
      {
        position: 0,
        service: 'passport',
        documentBlind: changes.person ?? `person-${id}`,
        sealed: '',
        residence: 'in-province',
      },
    ],
    bookableFrom: NOW,
    idempotencyKey: changes.key ?? `key-${id}`,
    inputDigest: '',
    requestId: '',
  };
}

/** Lets statements end in an order that the test draws. */
async function answerAll(
  flights: ReturnType<typeof aStatement>['flights'],
  most: number,
  draws: Iterator<number>,
) {
  const open = new Set<number>();
  for (let seen = 0; ; ) {
    for (; seen < flights.length; seen += 1) open.add(seen);
    if (open.size === 0) return;
    expect(open.size).toBeLessThanOrEqual(most);
    const next = [...open][draws.next().value % open.size]!;
    open.delete(next);
    await flights[next]!.answer();
  }
}

/** Whether those who asked for one person were served in the order in which they came. */
function inOrder(served: readonly string[], people: readonly number[], person: number): boolean {
  const mine = served.map(Number).filter((index) => people[index] === person);
  return mine.every((index, place) => index > (mine[place - 1] ?? -1));
}

function gather(options: Partial<GatheringOptions> = {}, log: Log = silentLog) {
  const { flights, send } = aStatement();
  let milliseconds = 0;
  const gathering = seatGathered(send, log, {
    statementsInFlight: 1,
    elapsed: () => milliseconds,
    atEndOfTurn: (work) => work(),
    ...options,
  });
  return {
    flights,
    ask: (request: SeatRequest, city = CITY, now = NOW) => gathering.seat(city, now, request),
    pass: (more: number) => {
      milliseconds += more;
    },
    waiting: gathering.waiting,
  };
}

describe('gathering', () => {
  it('sends those who come in one turn of the event loop together, at its end', async () => {
    const { flights, ask } = gather({ atEndOfTurn: setImmediate });
    void ask(aRequest('a'));
    await Promise.resolve();
    void ask(aRequest('b'));
    expect(flights).toHaveLength(0);
    await settle();

    expect(flights.map(({ ids }) => ids)).toEqual([['a', 'b']]);
    await flights[0]!.answer();
  });

  it('sends the first at once, and all who came meanwhile together in the next', async () => {
    const { flights, ask } = gather();
    const outcomes = ['a', 'b', 'c'].map((id) => ask(aRequest(id)));

    expect(flights.map(({ ids }) => ids)).toEqual([['a']]);
    await flights[0]!.answer();
    expect(flights.map(({ ids }) => ids)).toEqual([['a'], ['b', 'c']]);
    await flights[1]!.answer();

    expect(await Promise.all(outcomes)).toEqual(['a', 'b', 'c'].map(seated));
  });

  it('keeps batches within their bound and in order of arrival', async () => {
    const { flights, ask } = gather({ batchLargest: 2 });
    for (const id of ['a', 'b', 'c', 'd', 'e']) void ask(aRequest(id));

    for (let index = 0; index < flights.length; index += 1) await flights[index]!.answer();

    expect(flights.map(({ ids }) => ids)).toEqual([['a'], ['b', 'c'], ['d', 'e']]);
  });

  it('holds a double tap back until the first has its answer, and lets its neighbours go', async () => {
    const { flights, ask } = gather({ statementsInFlight: 2 });
    void ask(aRequest('first', { key: 'the-key' }));
    void ask(aRequest('again', { key: 'the-key' }));
    void ask(aRequest('neighbour', { startMinute: 570 }));

    expect(flights.map(({ ids }) => ids)).toEqual([['first'], ['neighbour']]);
    await flights[1]!.answer();
    expect(flights).toHaveLength(2);
    await flights[0]!.answer();

    expect(flights[2]!.ids).toEqual(['again']);
  });

  it('keeps a slot in one statement at a time, so that its seats go by order of arrival', async () => {
    const { flights, ask } = gather({ statementsInFlight: 2 });
    for (const id of ['a', 'b', 'c']) void ask(aRequest(id));
    void ask(aRequest('elsewhere', { startMinute: 570 }));

    expect(flights.map(({ ids }) => ids)).toEqual([['a'], ['elsewhere']]);
    await flights[1]!.answer();
    expect(flights).toHaveLength(2);
    await flights[0]!.answer();

    expect(flights[2]!.ids).toEqual(['b', 'c']);
  });

  it('never lets one person travel twice in a batch', async () => {
    const { flights, ask } = gather();
    void ask(aRequest('busy'));
    void ask(aRequest('mother', { person: 'child' }));
    void ask(aRequest('father', { person: 'child' }));
    void ask(aRequest('stranger'));

    await flights[0]!.answer();
    await flights[1]!.answer();

    expect(flights.map(({ ids }) => ids)).toEqual([['busy'], ['mother', 'stranger'], ['father']]);
  });

  it('keeps cities apart', async () => {
    const { flights, ask } = gather();
    void ask(aRequest('busy'));
    void ask(aRequest('hangzhou'));
    void ask(aRequest('shanghai'), '310000');

    await flights[0]!.answer();
    await flights[1]!.answer();

    expect(flights.map(({ city, ids }) => [city, ...ids])).toEqual([
      [CITY, 'busy'],
      [CITY, 'hangzhou'],
      ['310000', 'shanghai'],
    ]);
  });

  it('judges a batch at its latest moment, so that nobody who came after the release is told to wait for it', async () => {
    const { flights, ask } = gather();
    void ask(aRequest('busy'));
    void ask(aRequest('early'), CITY, new Date(NOW.getTime() - 5));
    void ask(aRequest('on time'), CITY, NOW);

    await flights[0]!.answer();

    expect(flights[1]!.now).toEqual(NOW);
  });

  it('serves whoever arrives, each once and in order of arrival, however statements end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(5), { maxLength: 40 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 3 }),
        fc.infiniteStream(fc.nat(10)),
        async (people, batchLargest, statementsInFlight, draws) => {
          const { flights, ask, waiting } = gather({ batchLargest, statementsInFlight });
          const outcomes = people.map((person, index) =>
            ask(aRequest(String(index), { person: `person-${person}`, startMinute: 540 + 30 * (index % 3) })),
          );
          await answerAll(flights, statementsInFlight, draws);
          const served = flights.flatMap(({ ids }) => ids);
          expect(waiting()).toBe(0);
          expect(await Promise.all(outcomes)).toHaveLength(people.length);
          expect(served).toHaveLength(people.length);
          expect(people.map((_, person) => inOrder(served, people, person))).not.toContain(false);
          for (const { ids } of flights) expect(ids.length).toBeLessThanOrEqual(batchLargest);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('when a statement fails', () => {
  const unavailable = () => Object.assign(new Error('gone'), { code: '57P01' });

  it('tells everyone in it to try again when the database went away, and goes on with the next', async () => {
    const { flights, ask } = gather();
    const lost = ask(aRequest('lost')).catch((error: Error) => error.message);
    const next = ask(aRequest('next'));

    await flights[0]!.fail(unavailable());
    await flights[1]!.answer();

    expect(await lost).toBe('gone');
    expect(await next).toEqual(seated('next'));
  });

  it('sends a batch apart when one of it is at fault, so that only the guilty fail', async () => {
    const { flights, ask } = gather();
    void ask(aRequest('busy'));
    const outcomes = ['good', 'bad', 'fine'].map((id) =>
      ask(aRequest(id)).then(
        ({ kind }) => kind,
        () => 'failed',
      ),
    );
    await flights[0]!.answer();

    await flights[1]!.fail(new Error('poison'));
    await flights[2]!.answer();
    await flights[3]!.fail(new Error('poison'));
    await flights[4]!.answer();

    expect(await Promise.all(outcomes)).toEqual(['seated', 'failed', 'seated']);
  });
});

describe('when more come than can be served', () => {
  it('asks to come back once the queue is longer than two seconds of work, and not before', async () => {
    const { flights, ask, waiting, pass } = gather({ batchLargest: 10 });
    // Two full batches of 250 ms each teach the pace: about 90 ms for a batch by the weight of the newest.
    for (let index = 0; index < 21; index += 1) void ask(aRequest(`warm-${index}`));
    await flights[0]!.answer();
    for (const flight of [1, 2]) {
      pass(250);
      await flights[flight]!.answer();
    }
    const learned = 50 + 0.2 * 200 + 0.2 * (250 - 90);

    const kinds: string[] = [];
    for (let index = 0; index < 400; index += 1) {
      void ask(aRequest(`rush-${index}`)).then(({ kind }) => kinds.push(kind));
    }
    await settle();

    const waitingMost = Math.floor(2_000 / learned) * 10;
    expect(kinds.filter((kind) => kind === 'busy')).toHaveLength(400 - 1 - waitingMost);
    expect(waiting()).toBe(waitingMost);
  });

  it('says in how many seconds', async () => {
    const { ask, pass } = gather();
    void ask(aRequest('stuck'));
    pass(3_200);

    expect(await ask(aRequest('late'))).toEqual({ kind: 'busy', retryAfterSeconds: 4 });
  });

  it('reports a stall once, with how long and how many', async () => {
    const lines: [string, LogFields | undefined][] = [];
    const log: Log = { ...silentLog, error: (event, fields) => lines.push([event, fields]) };
    const { flights, ask, pass } = gather({}, log);
    void ask(aRequest('stuck'));
    void ask(aRequest('behind'));
    pass(1_500);
    void ask(aRequest('third'));
    void ask(aRequest('fourth'));
    await flights[0]!.answer();

    expect(lines).toEqual([['booking-stalled', { room: 'reservations', milliseconds: 1_500, count: 2 }]]);
  });
});
