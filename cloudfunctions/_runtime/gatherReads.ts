/**
 * Answers many small questions with few reads: those that are asked while a read is under way share the next one.
 * No timer: with nobody waiting a question leaves at once. A read that fails fails for all who share it.
 */
export function gatherReads<Question, Answer>(
  read: (questions: readonly Question[]) => Promise<readonly Answer[]>,
  largest = 512,
): (question: Question) => Promise<Answer> {
  let waiting: { question: Question; resolve(answer: Answer): void; reject(error: unknown): void }[] = [];
  let reading = false;

  async function readNext(): Promise<void> {
    reading = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, largest);
      waiting = waiting.slice(largest);
      try {
        const answers = await read(batch.map(({ question }) => question));
        batch.forEach(({ resolve }, index) => {
          resolve(answers[index] as Answer);
        });
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    reading = false;
  }

  return (question) =>
    new Promise((resolve, reject) => {
      waiting.push({ question, resolve, reject });
      if (!reading) void readNext();
    });
}
