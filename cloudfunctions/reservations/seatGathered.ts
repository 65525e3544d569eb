import { formatSlotId } from '../../domain/availability/slotId';
import { isUnavailable } from '../_database/database';
import type { Log } from '../_runtime/log';
import type { SeatPort } from './dependencies';
import type { SeatRequest } from './queries/seatParties';
import type { SeatOutcome } from './seatEach';

/** Sends one batch to the booking statement and tells each party its own outcome. */
export type SendBatch = (
  city: string,
  now: Date,
  requests: readonly SeatRequest[],
) => Promise<readonly SeatOutcome[]>;

export interface GatheringOptions {
  /** Parties that travel in one statement. */
  readonly batchLargest: number;
  /** Statements at once: the second is read and planned while the first waits for the disk. */
  readonly statementsInFlight: number;
  /** Whoever would wait longer is asked to come back. Milliseconds. */
  readonly waitLongest: number;
  /** A statement that is out for longer is reported as a stall. Milliseconds. */
  readonly stallAfter: number;
  /** Milliseconds that only ever grow, whatever is done to the clock. */
  readonly elapsed: () => number;
  /** Does something at the end of this turn of the event loop, when all who came in it are there. */
  readonly atEndOfTurn: (work: () => void) => void;
}

export const defaultGathering: GatheringOptions = {
  batchLargest: 128,
  statementsInFlight: 2,
  waitLongest: 2_000,
  stallAfter: 1_000,
  elapsed: () => performance.now(),
  atEndOfTurn: setImmediate,
};

export interface Gathering {
  readonly seat: SeatPort;
  /** Parties that wait for their statement, for whoever watches the host. */
  waiting(): number;
}

interface Waiting {
  readonly city: string;
  readonly now: Date;
  readonly request: SeatRequest;
  /** What nobody else may hold in the same batch. */
  readonly claims: readonly string[];
  /** What everybody of one batch may want, and nobody of another until it is back. */
  readonly slot: string;
  resolve(outcome: SeatOutcome): void;
  reject(error: unknown): void;
}

interface Flight {
  readonly since: number;
  readonly size: number;
  reported: boolean;
}

/** What a full batch is believed to take before the first one has been seen. Milliseconds. */
const FIRST_GUESS = 50;
/** Weight of the newest batch in what the next is believed to take. */
const NEWEST = 0.2;

/**
 * Group commit for bookings: those that arrive in one turn of the event loop, or while statements are in flight, go
 * out together in the next one, in order of arrival and without a timer, so that a commit's wait for the disk is paid
 * once for all of them. A slot is in one statement at a time, so that its seats go by order of arrival. Two that could
 * collide (the same key, or the same person and service) never travel at the same time, so that a double tap costs its
 * neighbours nothing.
 */
export function seatGathered(send: SendBatch, log: Log, options: Partial<GatheringOptions> = {}): Gathering {
  const { batchLargest, statementsInFlight, waitLongest, stallAfter, elapsed, atEndOfTurn } = {
    ...defaultGathering,
    ...options,
  };
  const flights = new Set<Flight>();
  const claimed = new Set<string>();
  let queue: Waiting[] = [];
  let fullBatchTakes = FIRST_GUESS;
  let dispatching = false;

  return {
    waiting: () => queue.length,
    seat(city, now, request) {
      reportStalls();
      const wait = expectedWait();
      if (wait > waitLongest) {
        return Promise.resolve({ kind: 'busy', retryAfterSeconds: Math.min(10, Math.ceil(wait / 1_000)) });
      }
      return new Promise((resolve, reject) => {
        const slot = `${city}/${formatSlotId(request.slot)}`;
        queue.push({ city, now, request, claims: claimsOf(city, request), slot, resolve, reject });
        dispatchSoon();
      });
    },
  };

  /** Those who read the same answer, or came by one look at the network, come in one turn: they go out together. */
  function dispatchSoon(): void {
    if (dispatching) return;
    dispatching = true;
    atEndOfTurn(dispatch);
  }

  function dispatch(): void {
    dispatching = false;
    while (flights.size < statementsInFlight) {
      const batch = takeBatch();
      if (batch.length === 0) return;
      void fly(batch);
    }
  }

  /** The first of the queue, of one city; who could collide with somebody under way stays where they stand. */
  function takeBatch(): Waiting[] {
    const batch: Waiting[] = [];
    const staying: Waiting[] = [];
    const asked = new Set<string>();
    let looked = 0;
    for (; looked < queue.length && batch.length < batchLargest; looked += 1) {
      const entry = queue[looked] as Waiting;
      const free = isFree(entry, asked) && entry.city === (batch[0] ?? entry).city;
      (free ? batch : staying).push(entry);
      // Somebody who stays keeps their place before all who want the same.
      for (const claim of entry.claims) asked.add(claim);
    }
    queue = [...staying, ...queue.slice(looked)];
    return batch;
  }

  function isFree({ slot, claims }: Waiting, asked: ReadonlySet<string>): boolean {
    return !claimed.has(slot) && claims.every((claim) => !claimed.has(claim) && !asked.has(claim));
  }

  async function fly(batch: readonly Waiting[]): Promise<void> {
    const flight: Flight = { since: elapsed(), size: batch.length, reported: false };
    flights.add(flight);
    for (const { claims, slot } of batch) for (const claim of [slot, ...claims]) claimed.add(claim);
    await deliver(send, batch);
    for (const { claims, slot } of batch) for (const claim of [slot, ...claims]) claimed.delete(claim);
    reportStalls();
    flights.delete(flight);
    learnPace(flight);
    dispatch();
  }

  /** Milliseconds until somebody who joins now has an answer, as far as the last batches tell. */
  function expectedWait(): number {
    if (flights.size < statementsInFlight) return 0;
    const oldest = Math.max(...[...flights].map(({ since }) => elapsed() - since));
    const turns = Math.ceil((queue.length + 1) / (batchLargest * statementsInFlight));
    return Math.max(0, oldest - fullBatchTakes) + turns * fullBatchTakes;
  }

  /** Small batches tell little about full ones, unless they took longer than those. */
  function learnPace({ since, size }: Flight): void {
    const took = elapsed() - since;
    if (size < batchLargest / 2 && took < fullBatchTakes) return;
    const full = size < batchLargest / 2 ? took : (took * batchLargest) / size;
    fullBatchTakes += NEWEST * (full - fullBatchTakes);
  }

  function reportStalls(): void {
    for (const flight of flights) {
      const milliseconds = Math.round(elapsed() - flight.since);
      if (flight.reported || milliseconds < stallAfter) continue;
      flight.reported = true;
      log.error('booking-stalled', { room: 'reservations', milliseconds, count: flight.size + queue.length });
    }
  }
}

async function deliver(send: SendBatch, batch: readonly Waiting[]): Promise<void> {
  try {
    tell(batch, await send(cityOf(batch), momentOf(batch), requestsOf(batch)));
  } catch (error) {
    if (batch.length === 1 || isUnavailable(error)) {
      for (const { reject } of batch) reject(error);
      return;
    }
    // It was about one of them: apart, the others are served.
    for (const entry of batch) await deliver(send, [entry]);
  }
}

function cityOf([first]: readonly Waiting[]): string {
  return first?.city ?? '';
}

/** A party is judged when its statement leaves, not by the clock of somebody who arrived before it. */
function momentOf(batch: readonly Waiting[]): Date {
  return new Date(Math.max(...batch.map(({ now }) => now.getTime())));
}

function requestsOf(batch: readonly Waiting[]): SeatRequest[] {
  return batch.map(({ request }) => request);
}

function tell(batch: readonly Waiting[], outcomes: readonly SeatOutcome[]): void {
  batch.forEach(({ resolve, reject }, index) => {
    const outcome = outcomes[index];
    if (outcome === undefined) reject(new Error('A party has no outcome.'));
    else resolve(outcome);
  });
}

/** What no two parties under way may share. */
function claimsOf(
  city: string,
  { accountId, accountOrdinal, idempotencyKey, applicants }: SeatRequest,
): string[] {
  const people = applicants.map(({ documentBlind, service }) => `${city}/${service}/${documentBlind}`);
  // One numbered booking of an account at a time: the others would draw the same number.
  const account = accountOrdinal === null ? [] : [`${city}/${accountId}`];
  return [...account, `${city}/${accountId}/${idempotencyKey}`, ...people];
}
