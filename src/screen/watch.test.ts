import { createWatch } from './watch';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

function aWatch(pause: () => number | null = () => 5) {
  let looks = 0;
  const latest = {
    current: {
      look: async () => {
        looks += 1;
      },
      pause,
    },
  };
  const watch = createWatch(latest);
  return {
    watch,
    latest,
    looks: () => looks,
    pass: (seconds: number) => jest.advanceTimersByTimeAsync(seconds * 1000),
  };
}

it('looks at once and after each pause', async () => {
  const { watch, looks, pass } = aWatch();
  await watch.start();
  expect(looks()).toBe(1);
  await pass(4);
  expect(looks()).toBe(1);
  await pass(1);
  await pass(5);
  expect(looks()).toBe(3);
});

it('does not look while nobody sees it', async () => {
  const { watch, looks, pass } = aWatch();
  await watch.start();
  watch.stop();
  await pass(600);
  expect(looks()).toBe(1);
  expect(watch.isLooking()).toBe(false);
});

it('does not go on when it was stopped while a look was under way', async () => {
  const { watch, looks, pass } = aWatch();
  const first = watch.start();
  watch.stop();
  await first;
  await pass(600);
  expect(looks()).toBe(1);
});

it('has one round at a time, however often it is started', async () => {
  const { watch, looks, pass } = aWatch();
  await Promise.all([watch.start(), watch.start(), watch.start()]);
  expect(looks()).toBe(3);
  await pass(5);
  expect(looks()).toBe(4);
});

it('ends when there is nothing to look for, and the pause may change meanwhile', async () => {
  let seconds: number | null = 60;
  const { watch, looks, pass } = aWatch(() => seconds);
  await watch.start();
  seconds = 5;
  await pass(60);
  expect(looks()).toBe(2);
  seconds = null;
  await pass(5);
  expect(looks()).toBe(3);
  await pass(600);
  expect(looks()).toBe(3);
  expect(watch.isLooking()).toBe(false);
});
