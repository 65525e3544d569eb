import fc from 'fast-check';
import { memoryStorage } from '../../tests/support/fakePhone';
import { ApiError } from '../api/ApiError';
import type { Api, CallOptions } from '../api/createApi';
import { DeskOutboxStore, type QueuedStep, type StepAnswer } from './DeskOutboxStore';

const hall = 'xihu';
const about = (ticket: string) => ({ window: 3, ticket, number: ticket });
const start = (ticket: string) => ({ operation: 'start', input: { hall, ticket } }) as const;
const complete = (ticket: string) => ({ operation: 'complete', input: { hall, ticket } }) as const;
const next = { operation: 'callNext', input: { hall, window: 3 } } as const;

/** What becomes of one sending: it arrives, it is lost on the way, or its answer is. */
type Way = 'arrives' | 'lost' | 'answer-lost' | 'busy';

/** The service as the outbox sees it: a key that it has seen is answered, not done again. */
class Service {
  /** What was done, in order. */
  readonly done: string[] = [];
  /** Every key that arrived. */
  readonly arrived: string[] = [];
  ways: Way[] = [];
  refuses: (what: string) => boolean = () => false;
  private readonly keys = new Set<string>();

  readonly api: Api = {
    call: async (_room: string, operation: string, input: unknown, options?: CallOptions) => {
      const way = this.ways.shift() ?? 'arrives';
      if (way === 'lost') throw new ApiError('TRY_AGAIN', { offline: true });
      if (way === 'busy') throw new ApiError('TRY_AGAIN');
      const what = `${operation} ${(input as { ticket?: string }).ticket ?? ''}`.trim();
      const key = options?.idempotencyKey ?? '';
      this.arrived.push(key);
      if (!this.keys.has(key)) {
        if (this.refuses(what)) throw new ApiError('NOT_POSSIBLE_NOW', { details: { status: 'left' } });
        this.keys.add(key);
        this.done.push(what);
      }
      if (way === 'answer-lost') throw new ApiError('TRY_AGAIN', { offline: true });
      return { waiting: 0 } as never;
    },
  };
}

function anOutbox(service: Service, { storage = memoryStorage().storage, account = 'me' } = {}) {
  const answers: [QueuedStep, StepAnswer][] = [];
  const outbox = new DeskOutboxStore({
    api: service.api,
    storage,
    clock: () => 0,
    account: () => account,
    onAnswer: (step, answer) => answers.push([step, answer]),
  });
  return { outbox, answers, storage };
}

describe('steps that were tapped', () => {
  it('are done once each and in order, however often the network drops and the app is closed', async () => {
    const way = fc.constantFrom<Way>('arrives', 'lost', 'answer-lost', 'busy');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('A', 'B', 'C'), { minLength: 1, maxLength: 8 }),
        fc.array(way, { maxLength: 20 }),
        fc.array(fc.boolean(), { maxLength: 20 }),
        async (tickets, ways, closings) => {
          const service = new Service();
          service.ways = [...ways];
          const { storage } = memoryStorage();
          const steps = tickets.map((ticket, index) => (index % 2 === 0 ? start(ticket) : complete(ticket)));
          let { outbox } = anOutbox(service, { storage });
          for (const [index, step] of steps.entries()) {
            outbox.add(step, about(step.input.ticket));
            await outbox.flush();
            if (closings[index] === true) outbox = anOutbox(service, { storage }).outbox;
          }
          while (outbox.pending.length > 0) await outbox.flush();

          expect(service.done).toEqual(steps.map(({ operation, input }) => `${operation} ${input.ticket}`));
          expect(new Set(service.arrived).size).toBe(tickets.length);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('wait on the phone without a network and leave when it is back', async () => {
    const service = new Service();
    const { outbox, answers } = anOutbox(service);
    outbox.networkChanged(false);
    outbox.add(start('A'), about('A'));
    outbox.add(complete('A'), about('A'));
    outbox.add(next, { window: 3 });
    await outbox.flush();
    expect(service.arrived).toEqual([]);
    expect(outbox.pending.map(({ tries }) => tries)).toEqual([0, 0, 0]);

    outbox.networkChanged(true);
    await outbox.flush();

    expect(service.done).toEqual(['start A', 'complete A', 'callNext']);
    expect(outbox.pending).toEqual([]);
    expect(answers.map(([{ operation }]) => operation)).toEqual(['start', 'complete', 'callNext']);
  });

  it('keep their key when the answer was lost, and say why they wait', async () => {
    const service = new Service();
    service.ways = ['answer-lost'];
    const { outbox } = anOutbox(service);
    outbox.add(start('A'), about('A'));
    await outbox.flush();
    expect(outbox.stuck?.offline).toBe(true);
    expect(outbox.pending).toHaveLength(1);

    await outbox.flush();

    expect(service.done).toEqual(['start A']);
    expect(service.arrived).toEqual([service.arrived[0], service.arrived[0]]);
    expect(outbox.stuck).toBeUndefined();
  });

  it('of another account are not sent', () => {
    const { storage } = memoryStorage();
    const { outbox } = anOutbox(new Service(), { storage });
    outbox.networkChanged(false);
    outbox.add(start('A'), about('A'));

    expect(anOutbox(new Service(), { storage }).outbox.pending).toHaveLength(1);
    expect(anOutbox(new Service(), { storage, account: 'you' }).outbox.pending).toEqual([]);
  });
});

describe('a refusal', () => {
  async function refusedStart() {
    const service = new Service();
    service.refuses = (what) => what === 'start A';
    const { outbox } = anOutbox(service);
    outbox.networkChanged(false);
    outbox.add(start('A'), about('A'));
    outbox.add(complete('A'), about('A'));
    outbox.add(start('B'), { window: 4, ticket: 'B', number: 'B' });
    outbox.networkChanged(true);
    await outbox.flush();
    return { service, outbox };
  }

  it('is kept to be shown, holds what follows for its ticket, and lets the others go on', async () => {
    const { service, outbox } = await refusedStart();

    expect(service.done).toEqual(['start B']);
    expect(outbox.refused).toMatchObject([{ number: 'A', refusal: { code: 'NOT_POSSIBLE_NOW' } }]);
    expect(outbox.heldBehind(outbox.refused[0]!)).toMatchObject([{ operation: 'complete' }]);
    expect(outbox.pending).toEqual([]);
  });

  it('holds a call at the same window: nobody is called while the one before is not clear', async () => {
    const { service, outbox } = await refusedStart();
    outbox.add(next, { window: 3 });
    await outbox.flush();
    expect(service.done).not.toContain('callNext');
  });

  it('can be tried again, and then the rest follows', async () => {
    const { service, outbox } = await refusedStart();
    service.refuses = () => false;
    await outbox.retry(outbox.refused[0]!);
    expect(service.done).toEqual(['start B', 'start A', 'complete A']);
    expect(outbox.steps).toEqual([]);
  });

  it('can be given up with what follows for its ticket', async () => {
    const { service, outbox } = await refusedStart();
    await outbox.discard(outbox.refused[0]!);
    expect(outbox.steps).toEqual([]);
    expect(service.done).toEqual(['start B']);
  });
});

describe('taking back', () => {
  it('removes a step that has not left the phone, and no other', async () => {
    const service = new Service();
    const { outbox } = anOutbox(service);
    outbox.networkChanged(false);
    outbox.add(start('A'), about('A'));
    outbox.add(complete('A'), about('A'));
    expect(outbox.withdraw()).toBe(true);
    outbox.networkChanged(true);
    await outbox.flush();
    expect(service.done).toEqual(['start A']);

    service.ways = ['answer-lost'];
    outbox.add(complete('A'), about('A'));
    await outbox.flush();
    expect(outbox.withdraw()).toBe(false);
  });
});
