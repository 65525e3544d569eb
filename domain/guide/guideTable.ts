/** Answers given so far: question → answer. */
export type GuideAnswers = Readonly<Record<string, string>>;

/** Holds when each named question was answered with one of the listed answers. */
export type GuideCondition = Readonly<Record<string, readonly string[]>>;

/** Something that counts when one of its conditions holds, or always when it has none. */
export interface Conditional {
  readonly when?: readonly GuideCondition[] | undefined;
}

/** A line of the decision table. */
export interface GuideRow extends Conditional {
  readonly id: string;
}

/** A question is asked, and an answer offered, when its conditions hold for the answers to earlier questions. */
export interface GuideQuestion extends GuideRow {
  readonly answers: readonly GuideRow[];
}

/** Whether a line of the table holds for these answers. A question that was not answered satisfies nothing. */
export function holds({ when }: Conditional, answers: GuideAnswers): boolean {
  return (
    when === undefined ||
    when.some((condition) =>
      Object.entries(condition).every(([question, allowed]) => allowed.includes(answers[question] ?? '')),
    )
  );
}

/** The lines that hold for these answers, in their order. */
export function rowsFor<Row extends GuideRow>(rows: readonly Row[], answers: GuideAnswers): Row[] {
  return rows.filter((row) => holds(row, answers));
}

/** The answers that a question offers after these ones. */
export function answersOf<Question extends GuideQuestion>(
  question: Question,
  answers: GuideAnswers,
): Question['answers'][number][] {
  return rowsFor<Question['answers'][number]>(question.answers, answers);
}
