import { type GuideAnswers, type GuideQuestion, holds } from './guideTable';

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
 * The answers that count: those to questions that were really asked, with an answer that the question has. An
 * answer that an earlier one made pointless is dropped, so that going back and changing one leaves no trace.
 */
export function validAnswers(questions: readonly GuideQuestion[], answers: GuideAnswers): GuideAnswers {
  let valid: GuideAnswers = {};
  for (const question of questions) {
    const answer = answers[question.id];
    const known = question.answers.some(({ id }) => id === answer);
    if (answer !== undefined && known && holds(question, valid)) valid = { ...valid, [question.id]: answer };
  }
  return valid;
}

/** Every way through the questions, from the first to the last. */
export function everyPath(questions: readonly GuideQuestion[], answers: GuideAnswers = {}): GuideAnswers[] {
  const question = nextQuestion(questions, answers);
  if (question === undefined) return [answers];
  return question.answers.flatMap(({ id }) => everyPath(questions, { ...answers, [question.id]: id }));
}
