import { type Sending, Unreachable } from '../platform/types';
import { ApiError, toApiError } from './ApiError';
import { createApi, newIdempotencyKey } from './createApi';

const yes = (data: unknown) => ({ ok: true, data });
const no = (code: string, details?: object) => ({
  ok: false,
  error: { code, details, requestId: 'request-1' },
});

/** An api over a network that gives these replies in turn; an error is no reply. */
function over(...replies: unknown[]) {
  const sent: Sending[] = [];
  const pauses: number[] = [];
  let renewals = 0;
  let questions = 0;
  let token = 'old';
  const api = createApi({
    platform: {
      async send(sending) {
        sent.push(sending);
        const reply = replies[Math.min(sent.length, replies.length) - 1];
        if (reply instanceof Error) throw reply;
        return reply;
      },
    },
    tokens: {
      current: () => token,
      away: false,
      async renew() {
        renewals += 1;
        token = 'new';
        return token;
      },
    },
    consents: {
      async ask() {
        questions += 1;
      },
    },
    city: '330100',
    language: () => 'en',
    pause: async (milliseconds) => void pauses.push(milliseconds),
  });
  return { api, sent, pauses, renewals: () => renewals, questions: () => questions };
}

const lost = new Unreachable('no network');
const cancel = { reservation: '01900000-0000-7000-8000-000000000001' };

describe('a read', () => {
  it('is tried three times, each after a longer wait', async () => {
    const { api, sent, pauses } = over(lost, lost, yes({ people: [] }));

    expect(await api.call('identity', 'listPeople', {})).toEqual({ people: [] });
    expect(sent).toHaveLength(3);
    expect(pauses).toEqual([300, 600]);
  });

  it('says that there is no network when nobody ever answers', async () => {
    const { api, sent } = over(lost);

    await expect(api.call('identity', 'listPeople', {})).rejects.toMatchObject({
      code: 'TRY_AGAIN',
      offline: true,
    });
    expect(sent).toHaveLength(3);
  });

  it('takes a "no" for an answer', async () => {
    const { api, sent } = over(no('NOT_FOUND', { field: 'city' }));

    await expect(api.call('windows', 'city', {})).rejects.toMatchObject({
      code: 'NOT_FOUND',
      details: { field: 'city' },
      requestId: 'request-1',
      offline: false,
    });
    expect(sent).toHaveLength(1);
  });

  it.each([[null], ['<html>'], [{}], [undefined]])('takes %j for no answer', async (reply) => {
    await expect(over(reply).api.call('windows', 'city', {})).rejects.toMatchObject({ offline: true });
  });

  it('says the city, the language and the token', async () => {
    const { api, sent } = over(yes({ people: [] }));

    await api.call('identity', 'listPeople', {});

    expect(sent[0]).toMatchObject({ city: '330100', language: 'en', token: 'old', room: 'identity' });
    expect(sent[0]!.idempotencyKey).toBeUndefined();
  });
});

describe('a refusal because nobody has signed in', () => {
  it('that arrives after another call has signed in anew is tried again without doing so twice', async () => {
    const answers: ((reply: unknown) => void)[] = [];
    let token: string | undefined;
    let renewals = 0;
    const api = createApi({
      platform: { send: () => new Promise((resolve) => answers.push(resolve)) },
      tokens: {
        current: () => token,
        away: false,
        async renew() {
          renewals += 1;
          token = `token-${renewals}`;
          return token;
        },
      },
      consents: { ask: async () => undefined },
      city: '330100',
      language: () => 'en',
      pause: async () => undefined,
    });
    const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
    const answer = async (which: number, reply: unknown) => {
      answers[which]?.(reply);
      await settled();
    };

    const first = api.call('identity', 'listPeople', {});
    const second = api.call('identity', 'listPeople', {});
    await settled();
    await answer(0, no('NOT_SIGNED_IN', {}));
    await answer(1, no('NOT_SIGNED_IN', {}));
    await answer(2, yes({ people: [] }));
    await answer(3, yes({ people: [] }));

    expect(await Promise.all([first, second])).toEqual([{ people: [] }, { people: [] }]);
    expect(renewals).toBe(1);
  });
});

describe('a write', () => {
  it('is sent once, and its retry by the person carries the same key', async () => {
    const { api, sent } = over(lost, yes({}), yes({}));

    await expect(api.call('reservations', 'cancel', cancel)).rejects.toMatchObject({ offline: true });
    expect(sent).toHaveLength(1);
    await api.call('reservations', 'cancel', cancel);
    await api.call('reservations', 'cancel', cancel);

    const [first, second, third] = sent.map(({ idempotencyKey }) => idempotencyKey);
    expect(first).toMatch(/^[\w-]{8,64}$/);
    expect(second).toBe(first);
    // It was answered: asking once more is a new wish.
    expect(third).not.toBe(first);
  });

  it.each(['TRY_AGAIN', 'INTERNAL'])(
    'keeps its key after %s, when nobody knows whether it was done',
    async (code) => {
      const { api, sent } = over(no(code), yes({}));

      await expect(api.call('reservations', 'cancel', cancel)).rejects.toMatchObject({ code });
      await api.call('reservations', 'cancel', cancel);

      expect(sent[1]!.idempotencyKey).toBe(sent[0]!.idempotencyKey);
    },
  );

  it('takes a new key after a "no", and for another wish', async () => {
    const { api, sent } = over(no('SLOT_FULL'), lost, lost);
    const other = { reservation: '01900000-0000-7000-8000-000000000002' };

    for (const input of [cancel, cancel, other])
      await api.call('reservations', 'cancel', input).catch(() => 0);

    expect(new Set(sent.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(3);
  });
});

describe('signing in anew', () => {
  it('happens once when the token is refused, and the call is sent again with the new one and the same key', async () => {
    const { api, sent, renewals } = over(no('NOT_SIGNED_IN'), yes({}));

    await api.call('reservations', 'cancel', cancel);

    expect(renewals()).toBe(1);
    expect(sent.map(({ token }) => token)).toEqual(['old', 'new']);
    expect(sent[1]!.idempotencyKey).toBe(sent[0]!.idempotencyKey);
  });

  it('asks for consent where the service needs it first, and then does what was wanted', async () => {
    const { api, sent, renewals, questions } = over(no('NOT_SIGNED_IN'), no('CONSENT_NEEDED'), yes({}));

    await api.call('reservations', 'cancel', cancel);

    expect([renewals(), questions(), sent.length]).toEqual([1, 1, 3]);
    expect(new Set(sent.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
  });

  it('does not go round in circles', async () => {
    const { api, sent } = over(no('NOT_SIGNED_IN'));

    await expect(api.call('identity', 'listPeople', {})).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
    expect(sent).toHaveLength(2);
  });
});

describe('failures and keys', () => {
  it('become one kind of error that can be shown', () => {
    const known = new ApiError('SLOT_FULL', { details: { open: 2 } });

    expect(toApiError(known)).toBe(known);
    expect(toApiError(new TypeError('a fault of ours'))).toMatchObject({ code: 'INTERNAL', offline: false });
  });

  it('are different each time and of a form that the service takes', () => {
    const keys = Array.from({ length: 200 }, newIdempotencyKey);

    expect(new Set(keys).size).toBe(200);
    for (const key of keys) expect(key).toMatch(/^[\w-]{8,64}$/);
  });
});
