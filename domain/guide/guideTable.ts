/** Answers given so far: question → answer. */
export type GuideAnswers = Readonly<Record<string, string>>;

/** Holds when each named question was answered with one of the listed answers. */
export type GuideCondition = Readonly<Record<string, readonly string[]>>;

/** A line of the decision table: it holds when one of its conditions does, or always when it has none. */
export interface GuideRow {
  readonly id: string;
  readonly when?: readonly GuideCondition[] | undefined;
}

/** A question is asked when its conditions hold for the answers to earlier ones. */
export interface GuideQuestion extends GuideRow {
  readonly answers: readonly { readonly id: string }[];
}

/** Whether a line of the table holds for these answers. A question that was not answered satisfies nothing. */
export function holds({ when }: GuideRow, answers: GuideAnswers): boolean {
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
