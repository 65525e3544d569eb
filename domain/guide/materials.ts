import type { GuideAnswers, GuideCondition } from './guideTable';

/** A paper that not everybody brings: its condition in words, and for the computer where that can tell. */
export interface ConditionalMaterial {
  readonly when?: unknown;
  readonly condition?: readonly GuideCondition[] | undefined;
}

/** What may be true of a person: question of the guide → the answers that are possible. Left out: any answer. */
export type Possible = Readonly<Record<string, readonly string[]>>;

export type Need = 'needed' | 'maybe' | 'not-needed';

/** Whether somebody of whom this much is known brings a material; `maybe` must be shown with its condition. */
export function needOf(material: ConditionalMaterial, known: Possible): Need {
  const { when, condition } = material;
  if (condition === undefined) return when === undefined ? 'needed' : 'maybe';
  const states = condition.map((each) => stateOf(each, known));
  if (states.includes('needed')) return 'needed';
  return states.includes('maybe') ? 'maybe' : 'not-needed';
}

/** What a party brings: what each of them needs, and what some may, which is shown with its condition. */
export function materialsOf<Material extends ConditionalMaterial>(
  materials: readonly Material[],
  party: readonly Possible[],
): { readonly material: Material; readonly sure: boolean }[] {
  const people = party.length === 0 ? [{}] : party;
  return materials.flatMap((material) => {
    const needs = people.map((known) => needOf(material, known));
    if (needs.every((need) => need === 'not-needed')) return [];
    return [{ material, sure: needs.every((need) => need === 'needed') }];
  });
}

/** What the answers of the guide leave possible. */
export function knownFrom(answers: GuideAnswers): Possible {
  return Object.fromEntries(Object.entries(answers).map(([question, answer]) => [question, [answer]]));
}

function stateOf(condition: GuideCondition, known: Possible): Need {
  let need: Need = 'needed';
  for (const [question, allowed] of Object.entries(condition)) {
    const possible = known[question];
    if (possible !== undefined && !possible.some((answer) => allowed.includes(answer))) return 'not-needed';
    if (possible === undefined || !possible.every((answer) => allowed.includes(answer))) need = 'maybe';
  }
  return need;
}
