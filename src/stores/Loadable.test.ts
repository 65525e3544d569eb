import fc from 'fast-check';
import { memoryStorage } from '../../tests/support/fakePhone';
import { ApiError } from '../api/ApiError';
import { Loadable } from './Loadable';

const clock = () => 1_000;

describe('something that is loaded', () => {
  it('is coming, then here with its age', async () => {
    const loadable = new Loadable<number>({ clock });
    const loading = loadable.load(async () => 7);

    expect(loadable).toMatchObject({ value: undefined, loading: true });
    await loading;
    expect(loadable).toMatchObject({ value: 7, at: 1_000, loading: false, error: undefined });
  });

  it('keeps its last good value when the next try fails', async () => {
    const loadable = new Loadable<number>({ clock });
    await loadable.load(async () => 7);

    await loadable.load(() => Promise.reject(new ApiError('TRY_AGAIN', { offline: true })));

    expect(loadable).toMatchObject({ value: 7, loading: false, error: { offline: true } });
  });

  it('drops the value of another question at once', async () => {
    const loadable = new Loadable<number>({ clock });
    await loadable.load(async () => 7);

    const loading = loadable.load(async () => 8, { forget: true });

    expect(loadable.value).toBeUndefined();
    await loading;
    expect(loadable.value).toBe(8);
  });

  it('is there again after a restart when it is kept, and not after it was forgotten', async () => {
    const { storage, kept } = memoryStorage();
    const keep = { storage, key: 'city' };
    await new Loadable<number>({ clock, keep }).load(async () => 7);

    const restarted = new Loadable<number>({ clock, keep });
    expect(restarted).toMatchObject({ value: 7, at: 1_000, loading: false });
    restarted.forget();
    expect(kept.size).toBe(0);
    expect(new Loadable<number>({ clock, keep }).value).toBeUndefined();
  });

  it('shows the answer to the last question, in whatever order answers and failures come', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }),
        async (s, works) => {
          const loadable = new Loadable<number>({ clock });

          for (const [question, answered] of works.entries()) {
            const answer = s.schedule(Promise.resolve(question), `answer ${question}`);
            void loadable.load(async () => {
              const value = await answer;
              if (!answered) throw new ApiError('TRY_AGAIN');
              return value;
            });
          }
          await s.waitAll();

          const last = works.length - 1;
          expect(loadable.loading).toBe(false);
          expect(loadable.value).toBe(works[last] ? last : undefined);
          expect(loadable.error?.code).toBe(works[last] ? undefined : 'TRY_AGAIN');
        },
      ),
    );
  });

  it('stays forgotten when an answer comes late', async () => {
    const loadable = new Loadable<number>({ clock });
    let answer: (value: number) => void = () => undefined;
    const loading = loadable.load(() => new Promise<number>((resolve) => (answer = resolve)));

    loadable.forget();
    answer(7);
    await loading;

    expect(loadable).toMatchObject({ value: undefined, loading: false });
  });
});
