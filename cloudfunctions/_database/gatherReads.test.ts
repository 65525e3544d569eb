import { gatherReads } from './gatherReads';

const settle = () => new Promise((resolve) => setImmediate(resolve));

function aRead() {
  const reads: { questions: readonly number[]; end(error?: Error): void }[] = [];
  const ask = gatherReads<number, number>(
    (questions) =>
      new Promise((resolve, reject) => {
        reads.push({
          questions,
          end: (error) => (error === undefined ? resolve(questions.map((each) => each * 2)) : reject(error)),
        });
      }),
    3,
  );
  return { reads, ask };
}

it('shares a read among those who ask in one turn or meanwhile, each with their own answer', async () => {
  const { reads, ask } = aRead();
  const answers = [1, 2].map(ask);
  await settle();
  answers.push(...[3, 4, 5, 6].map(ask));

  for (let index = 0; index < 3; index += 1) {
    reads[index]!.end();
    await settle();
  }

  expect(reads.map(({ questions }) => questions)).toEqual([[1, 2], [3, 4, 5], [6]]);
  expect(await Promise.all(answers)).toEqual([2, 4, 6, 8, 10, 12]);
});

it('fails for those who share a failed read, and reads on for the next', async () => {
  const { reads, ask } = aRead();
  const first = ask(1).catch((error: Error) => error.message);
  await settle();
  const second = ask(2);

  reads[0]!.end(new Error('gone'));
  await settle();
  reads[1]!.end();

  expect(await first).toBe('gone');
  expect(await second).toBe(4);
});
