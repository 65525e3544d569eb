import type { Queryable } from './database';

/**
 * Answers many small questions with few reads: those that are asked in one turn of the event loop, or while a read is
 * under way, share the next one. No timer: a question leaves at the end of its turn. A read that fails fails for all
 * who share it.
 */
export function gatherReads<Question, Answer>(
  read: (questions: readonly Question[]) => Promise<readonly Answer[]>,
  largest = 512,
): (question: Question) => Promise<Answer> {
  let waiting: { question: Question; resolve(answer: Answer): void; reject(error: unknown): void }[] = [];
  let reading = false;

  async function readNext(): Promise<void> {
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
      if (reading) return;
      reading = true;
      setImmediate(readNext);
    });
}

/**
 * The same for reads of a database, city by city: many callers at once cost few statements, one caller alone costs
 * one. `read` gives the answers in the order of the questions.
 */
export function gatheredRead<Question extends { readonly city: string }, Answer>(
  read: (database: Queryable, city: string, questions: readonly Question[]) => Promise<readonly Answer[]>,
): (database: Queryable, question: Question) => Promise<Answer> {
  const asks = new WeakMap<Queryable, Map<string, (question: Question) => Promise<Answer>>>();
  return (database, question) => {
    const { city } = question;
    const cities = asks.get(database) ?? new Map<string, (question: Question) => Promise<Answer>>();
    asks.set(database, cities);
    const ask = cities.get(city) ?? gatherReads((questions) => read(database, city, questions));
    cities.set(city, ask);
    return ask(question);
  };
}
