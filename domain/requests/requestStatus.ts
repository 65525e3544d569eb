/** The life of a request for the urgent or enterprise lane; `docs/request-states.md` is tested against this table. */
export const requestMoves = {
  submitted: ['approved', 'refused', 'withdrawn', 'expired'],
  approved: ['used', 'withdrawn', 'expired'],
  refused: ['appealed'],
  appealed: ['approved', 'refused', 'withdrawn', 'expired'],
  used: ['approved'],
  withdrawn: [],
  expired: [],
} as const satisfies Record<string, readonly string[]>;

export type RequestStatus = keyof typeof requestMoves;

export const requestStatuses = Object.keys(requestMoves) as readonly RequestStatus[];

/** A hall still has to decide. */
export const undecidedStatuses: readonly RequestStatus[] = ['submitted', 'appealed'];

export function mayBecome(from: RequestStatus, to: RequestStatus): boolean {
  return (requestMoves[from] as readonly RequestStatus[]).includes(to);
}
