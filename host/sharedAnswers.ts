import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Reply } from '../contract/envelope';
import { type OperationFacts, operations } from '../contract/operations';

/** An answer is given to others for no longer than this. Milliseconds. */
const SHARED_FOR = 1_000;
/** Questions whose answers are kept at once; beyond them all are forgotten. */
const LARGEST = 1_000;
/** A shorter text is not worth compressing. Bytes. */
const WORTH_COMPRESSING = 1_024;

const compress = promisify(gzip);

/** Shared reads with the changes, besides those of slots, whose author looks for them in the next answer. */
const SHARED: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(operations).flatMap(([room, table]) =>
    Object.entries<OperationFacts>(table).flatMap(([name, { sharedUntil }]) =>
      sharedUntil === undefined ? [] : [[`${room}/${name}`, sharedUntil.map(toPath)] as const],
    ),
  ),
);

/** An answer as it goes out. */
export interface SharedAnswer {
  /** The same while nothing has changed but the moment of asking. */
  readonly etag: string;
  readonly body: Buffer;
  /** The body compressed, or the body itself when it is too short. */
  compressed(): Promise<Buffer>;
}

export interface Question {
  /** `slots/search` */
  readonly operation: string;
  readonly city: string;
  /** The input as it was sent. */
  readonly text: string;
}

interface Kept {
  readonly answer: Promise<SharedAnswer>;
  readonly until: number;
  readonly version: number | undefined;
}

export interface SharedAnswers {
  share(question: Question, ask: () => Promise<Reply>): Promise<SharedAnswer>;
  /** To be told of every operation that was answered: ends the sharing of what it changes. */
  changed(operation: string, city: string): void;
}

/** `desk.setKiosk` as the host is asked for it. */
function toPath(operation: string): string {
  return operation.replace('.', '/');
}

export function isShared(operation: string): boolean {
  return SHARED.has(operation);
}

/**
 * Gives one answer to all who ask the same within a second, worked out and written once; `version` is of the slots
 * that are remembered of a city, and ends the sharing as soon as it changes. A refusal is not shared.
 */
export function shareAnswers(version: (city: string) => number | undefined): SharedAnswers {
  const kept = new Map<string, Kept>();

  const share: SharedAnswers['share'] = (question, ask) => {
    const { operation, city, text } = question;
    const key = `${operation} ${city} ${text}`;
    const now = performance.now();
    const current = version(city);
    const known = kept.get(key);
    if (known !== undefined && known.until > now && known.version === current) return known.answer;

    if (kept.size >= LARGEST) kept.clear();
    const answer = ask().then((reply) => {
      if (!reply.ok) kept.delete(key);
      return toAnswer(reply);
    });
    kept.set(key, { answer, until: now + SHARED_FOR, version: current });
    return answer;
  };

  const changed: SharedAnswers['changed'] = (change, city) => {
    for (const [operation, changes] of SHARED) {
      if (!changes.includes(change)) continue;
      for (const key of kept.keys()) if (key.startsWith(`${operation} ${city} `)) kept.delete(key);
    }
  };

  return { share, changed };
}

function toAnswer(reply: Reply): SharedAnswer {
  const body = Buffer.from(JSON.stringify(reply));
  let smaller: Promise<Buffer> | undefined;
  return {
    etag: etagOf(reply),
    body,
    compressed: () => {
      smaller ??= body.length < WORTH_COMPRESSING ? Promise.resolve(body) : compress(body);
      return smaller;
    },
  };
}

/** Weak, because `asOf` may differ between two answers that say the same. */
function etagOf(reply: Reply): string {
  const text = JSON.stringify(reply, (name, value: unknown) => (name === 'asOf' ? undefined : value));
  return `W/"${createHash('sha1').update(text).digest('base64url')}"`;
}
