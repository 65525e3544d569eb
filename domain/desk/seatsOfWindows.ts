/** How many windows a session was planned with, and how many seats each slot then has. */
export interface PlannedSession {
  readonly windows: number;
  readonly seatsPerSlot: number;
}

/** The seats of a slot when another number of windows serves it; undefined when the plan says nothing of windows. */
export function seatsOfWindows(windows: number, planned: PlannedSession): number | undefined {
  if (planned.windows === 0) return windows === 0 ? 0 : undefined;
  return Math.round((planned.seatsPerSlot * windows) / planned.windows);
}
