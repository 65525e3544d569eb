/** One person at a window, as far as time goes. */
export interface PersonAtWindow {
  /** Usual minutes of each of their services. */
  readonly serviceMinutes: readonly number[];
  readonly minor: boolean;
  readonly elder: boolean;
}

/** What a second service, a guardian's papers or patience add. Minutes (assumption: parameters of the simulation). */
const MORE = 2;

/** Window minutes that a party is expected to take at the usual pace, at least one. */
export function windowMinutes(people: readonly PersonAtWindow[]): number {
  const minutes = people.map(
    ({ serviceMinutes, minor, elder }) =>
      Math.max(0, ...serviceMinutes) +
      MORE * (Math.max(0, serviceMinutes.length - 1) + Number(minor) + Number(elder)),
  );
  return Math.max(
    1,
    minutes.reduce((sum, each) => sum + each, 0),
  );
}
