import type { TicketStatus } from '../queue/ticketStatus';

/** What a member of staff does at a window, one tap each. */
export const windowSteps = ['callNext', 'recall', 'start', 'complete', 'noShow', 'transfer', 'undo'] as const;

export type WindowStep = (typeof windowSteps)[number];

/** Whom a window has called or serves. */
export interface AtWindow {
  readonly status: TicketStatus | 'booked' | 'cancelled';
  /** How often they were called again. */
  readonly recalls: number;
}

/** The steps that make sense now, the likely next one first: that one gets the biggest button. */
export function stepsFor(served: AtWindow | undefined): readonly WindowStep[] {
  if (served === undefined) return ['callNext'];
  if (served.status === 'serving') return ['complete', 'transfer'];
  if (served.status !== 'called') return ['callNext'];
  // Nobody is given up before they were called again.
  return served.recalls === 0 ? ['start', 'recall', 'transfer'] : ['start', 'recall', 'noShow', 'transfer'];
}

/**
 * Whom the window serves once a step is done, as far as it can be known before the service has answered. What it
 * leads to after `callNext` or `undo` only the service knows; until then it stays as it is.
 */
export function afterStep<Served extends AtWindow>(
  served: Served | undefined,
  step: WindowStep,
): Served | undefined {
  if (served === undefined) return undefined;
  switch (step) {
    case 'recall':
      return { ...served, recalls: served.recalls + 1 };
    case 'start':
      return { ...served, status: 'serving' };
    case 'complete':
    case 'noShow':
    case 'transfer':
      return undefined;
    default:
      return served;
  }
}
