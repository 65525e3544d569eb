/** What the start of the run tells the tests, which run in other processes. */
export interface Shared {
  /** Address of the function host. */
  readonly service: string;
  /** Where the browser listens. */
  readonly browser: string;
  /** The bundled page half of the mini-program host. */
  readonly pageScript: string;
  /** Folder in which the tests share out numbers for people; see `serials.ts`. */
  readonly serials: string;
  /** Visits of this very morning, which had to be booked before it. */
  readonly visitsToday: readonly VisitToday[];
}

export interface VisitToday {
  readonly hall: string;
  readonly code: string;
  /** What the QR code on the citizen's phone says. */
  readonly pass: string;
}

const NAME = 'MINIPROGRAM_TESTS';

export function shareWithTests(shared: Shared): void {
  process.env[NAME] = JSON.stringify(shared);
}

export function readShared(): Shared {
  const text = process.env[NAME];
  if (text === undefined) throw new Error('Run these tests with jest -c tests/miniprogram/jest.config.js.');
  return JSON.parse(text) as Shared;
}
