import { answersOf, type GuideAnswers, type GuideQuestion, holds } from './guideTable';

/** The first question that is still to be asked, or undefined when everything needed is known. */
export function nextQuestion<Question extends GuideQuestion>(
  questions: readonly Question[],
  answers: GuideAnswers,
): Question | undefined {
  return questions.find((question) => answers[question.id] === undefined && holds(question, answers));
}

/** The questions answered so far, in the order in which they were asked. */
export function askedQuestions<Question extends GuideQuestion>(
  questions: readonly Question[],
  answers: GuideAnswers,
): Question[] {
  return questions.filter((question) => answers[question.id] !== undefined && holds(question, answers));
}

/**
 * The answers that count: those to questions that were really asked, with an answer that was offered. An
 * answer that an earlier one made pointless is dropped, so that going back and changing one leaves no trace.
 */
export function validAnswers(questions: readonly GuideQuestion[], answers: GuideAnswers): GuideAnswers {
  let valid: GuideAnswers = {};
  for (const question of questions) {
    const answer = answers[question.id];
    const offered = answersOf(question, valid).some(({ id }) => id === answer);
    if (answer !== undefined && offered && holds(question, valid))
      valid = { ...valid, [question.id]: answer };
  }
  return valid;
}

/**
 * How many questions can still come after these answers, at most: a question whose conditions hang on one that is
 * not answered yet counts as long as some answer to it would ask it.
 */
export function questionsLeft(questions: readonly GuideQuestion[], answers: GuideAnswers): number {
  const open = new Set<string>();
  const mayHold = (question: GuideQuestion) =>
    question.when === undefined ||
    question.when.some((condition) =>
      Object.entries(condition).every(([id, allowed]) => open.has(id) || allowed.includes(answers[id] ?? '')),
    );
  for (const question of questions) {
    if (answers[question.id] === undefined && mayHold(question)) open.add(question.id);
  }
  return open.size;
}

/** Every way through the questions, from the first to the last. */
export function everyPath(questions: readonly GuideQuestion[], answers: GuideAnswers = {}): GuideAnswers[] {
  const question = nextQuestion(questions, answers);
  if (question === undefined) return [answers];
  return answersOf(question, answers).flatMap(({ id }) =>
    everyPath(questions, { ...answers, [question.id]: id }),
  );
}
