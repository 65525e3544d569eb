import type { GuideAnswers } from './guideTable';

/** When a paper is needed that not everybody brings. */
export const materialOccasions = [
  'minor',
  'guardian-absent',
  'registered',
  'renewal',
  'replacement',
] as const;

export type MaterialOccasion = (typeof materialOccasions)[number];

const answerOfOccasion: Readonly<Record<MaterialOccasion, readonly [question: string, answer: string]>> = {
  minor: ['age', 'child'],
  'guardian-absent': ['age', 'child'],
  registered: ['standing', 'registered'],
  renewal: ['purpose', 'renew'],
  replacement: ['purpose', 'replace'],
};

/** Whether someone with these answers has to bring a paper of this occasion; one without an occasion is for all. */
export function isNeeded(occasion: MaterialOccasion | undefined, answers: GuideAnswers): boolean {
  if (occasion === undefined) return true;
  const [question, answer] = answerOfOccasion[occasion];
  return answers[question] === answer;
}
