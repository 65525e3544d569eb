/** The life of a ticket: what may happen in each state, and where it leads. */
export const ticketMoves = {
  waiting: { call: 'called', transfer: 'waiting', leave: 'left', end: 'expired' },
  called: {
    recall: 'called',
    start: 'serving',
    defer: 'waiting',
    miss: 'missed',
    transfer: 'waiting',
    leave: 'left',
    end: 'expired',
  },
  serving: { complete: 'served', transfer: 'waiting', end: 'expired' },
  served: {},
  missed: {},
  left: {},
  expired: {},
} as const satisfies Record<string, Readonly<Record<string, string>>>;

export type TicketStatus = keyof typeof ticketMoves;

export type TicketMove =
  | 'call'
  | 'recall'
  | 'start'
  | 'complete'
  | 'defer'
  | 'miss'
  | 'transfer'
  | 'leave'
  | 'end';

export const ticketStatuses = Object.keys(ticketMoves) as [TicketStatus, ...TicketStatus[]];

/** A live ticket holds its person's place and blocks a second one for the same service. */
export const liveTicketStatuses: readonly TicketStatus[] = ['waiting', 'called', 'serving'];

/** The state that a move leads to, or null when it may not happen now. */
export function afterMove(status: TicketStatus, move: TicketMove): TicketStatus | null {
  const moves: Readonly<Partial<Record<TicketMove, TicketStatus>>> = ticketMoves[status];
  return moves[move] ?? null;
}
