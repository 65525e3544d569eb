/** The only place where the service learns what time it is. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

/** A clock that stands at `start` now and runs on from there; for demonstrations and tests. */
export function clockStartingAt(start: Date, clock: Clock = systemClock): Clock {
  const offset = start.getTime() - clock().getTime();
  return () => new Date(clock().getTime() + offset);
}
